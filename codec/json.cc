// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/json.h"

#include <nlohmann/json.hpp>
