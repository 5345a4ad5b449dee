// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>

#include "plan/action.h"

namespace planmerge::exporter {

/// A name that is never altered, and the note that goes with it in documents of the European Union.
struct Designation {
  const char* phrase;  // its last character is the mark
  const char* note;
};
std::span<const Designation> designations();

/// The notes of those that the plan's rows use, as paragraphs; empty: none.
std::string designations_html(const plan::PlanVersion& version);

}  // namespace planmerge::exporter
