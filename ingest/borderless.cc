// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/borderless.h"

namespace planmerge::ingest {

void find_borderless(std::vector<PageText>& /*pages*/, std::vector<SheetTable>& /*tables*/) {}

}  // namespace planmerge::ingest
