// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "normalize/normalize.h"
#include "plan/document.h"

namespace planmerge::pipeline {

/// Who sent a document, as far as it tells itself.
struct Partner {
  std::string id;    // register id, or the folded name of a body that is in no register
  std::string name;  // for people: "UNODC"
  std::string why;   // "its file name", "the drivers of 7 of its 9 rows"…
};

/// Finds the partner, surest evidence first: the file's name, the driver that most rows share,
/// the document's properties. Never empty: at worst the file's name stands for its sender.
Partner find_partner(const plan::Document& document, const normalize::Normalizer& normalizer);

/// A partner that the user named.
Partner named_partner(const std::string& name, const normalize::Normalizer& normalizer);

}  // namespace planmerge::pipeline
