// SPDX-License-Identifier: GPL-3.0-or-later
#include "normalize/organisations.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "normalize/normalize.h"

namespace planmerge::normalize {
namespace {

std::vector<std::string> ids(std::string_view phrase) {
  static const Normalizer kNormalizer;
  std::vector<std::string> list;
  for (const plan::Organisation& body : kNormalizer.drivers(phrase).organisations) {
    EXPECT_EQ(phrase.substr(body.begin, body.end - body.begin), body.printed);
    list.push_back(body.role == "driver" ? body.id : body.id + ":" + body.role);
  }
  return list;
}

using List = std::vector<std::string>;

TEST(Drivers, AreFoundByNameAcronymAndAlias) {
  EXPECT_EQ(ids("IOM; UNHCR"), (List{"iom", "unhcr"}));
  EXPECT_EQ(ids("World Health Organization and UNICEF"), (List{"who", "unicef"}));
  EXPECT_EQ(ids("Europarat"), List{"coe"});
  EXPECT_EQ(ids("Интерпол"), List{"interpol"});
}

TEST(Drivers, KeepNamesWithSeparatorsInside) {
  EXPECT_EQ(ids("NI-CO, Europol"), (List{"ni-co", "europol"}));
  EXPECT_EQ(ids("UNDP/SEESAC"), (List{"undp", "seesac"}));
  EXPECT_EQ(ids("OSCE/TNTD Strategic Police Matters Unit"), List{"osce-spmu"});
}

TEST(Drivers, AreForgivenTypingErrorsByLength) {
  EXPECT_EQ(ids("Eurojsut"), List{"eurojust"});
  EXPECT_EQ(ids("International Organisation for Migratoin"), List{"iom"});
  EXPECT_EQ(ids("UNOPS"), List{"unops"});  // near UNODC, and a body of its own
  EXPECT_EQ(ids("marry"), List{});
}

TEST(Drivers, TakeTwoLetterCodesOnlyAsWholeItems) {
  EXPECT_EQ(ids("IT, AT"), (List{"gov:IT", "gov:AT"}));
  EXPECT_EQ(ids("IT equipment"), List{});
}

TEST(Drivers, TellRoles) {
  EXPECT_EQ(ids("SEPCA (MKD Chairmanship 2026)"), (List{"sepca", "gov:MK:chair"}));
}

TEST(Drivers, ReportWhatIsInNoRegister) {
  const Normalizer normalizer;
  const plan::Drivers drivers = normalizer.drivers("IOM, Lakeside Regional Desk");
  EXPECT_EQ(drivers.unresolved, List{"Lakeside Regional Desk"});
}

TEST(Drivers, UseTheDocumentsOwnAcronyms) {
  const Normalizer normalizer;
  const auto drivers = normalizer.drivers("CCE", {{"CCE", "Council of Europe"}});
  ASSERT_EQ(drivers.organisations.size(), 1U);
  EXPECT_EQ(drivers.organisations[0].id, "coe");
}

TEST(Register, TakesUsersOwnBodies) {
  const Normalizer normalizer({"lrd\tLakeside Regional Desk\tLRD\t\tun\n"});
  EXPECT_EQ(normalizer.drivers("LRD").driving_ids(), List{"lrd"});
  EXPECT_EQ(normalizer.parent_of("lrd"), "un");
  EXPECT_THROW(Normalizer({"only-an-id\n"}), Error);
}

}  // namespace
}  // namespace planmerge::normalize
