// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/exporters.h"

namespace planmerge::exporter {

/// A small invented round in which every member of a Bundle is set at least once.
Bundle sample_round();

/// An invented round with that many questions, partners and plan rows, long texts among them.
Bundle large_round(int items, int partners, int rows);

}  // namespace planmerge::exporter
