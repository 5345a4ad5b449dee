// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/xml.h"
#include "base/zip.h"
#include "plan/document.h"

namespace planmerge::ingest {

/// One entry of a .rels part. Source: ECMA-376 Part 2, 6.5.
struct Relationship {
  std::string id;
  std::string type;    // the last step of the URI: strict and transitional differ before it only
  std::string target;  // a part of the package; as written if external; "" if it leaves the package
  bool external = false;
};

/// What `part` refers to, in the order of the file; of the package itself for "".
std::vector<Relationship> read_relationships(const ZipPackage& package, const std::string& part);

/// Streams one part of the package through a handler.
void parse_part(const ZipPackage& package, const std::string& name, XmlHandler& handler);

/// The part that the package is about ("word/document.xml"), which need not exist; "": none is
/// named.
/// @param root  the relationships of the package itself
std::string main_part_of(const std::vector<Relationship>& root);

/// Title, author, dates and program, from the core and the extended properties.
void read_properties(const ZipPackage& package, const std::vector<Relationship>& root,
                     plan::Source& source);

/// Notes a member whose name leads out of the package: nothing is written to it, but somebody
/// tried.
void note_bad_names(const ZipPackage& package, plan::Notes& notes);

}  // namespace planmerge::ingest
