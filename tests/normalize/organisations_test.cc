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
  EXPECT_EQ(ids("IOM; UNDP"), (List{"iom", "undp"}));
  EXPECT_EQ(ids("Council of Europe and European Commission"), (List{"coe", "ec"}));
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
  EXPECT_EQ(ids("UNOPS"), List{});  // near UNODC, and a body of its own
  EXPECT_EQ(ids("CEPOOL"), List{"cepol"});
  EXPECT_EQ(ids("GlZ and I.O.M"), (List{"giz", "iom"}));
  EXPECT_EQ(ids("Internation Organization for Migrations"), List{"iom"});
  EXPECT_EQ(ids("Organization for Security & Cooperation in Europe"), List{"osce"});
  EXPECT_EQ(ids("marry"), List{});
}

TEST(Drivers, TakeTwoLetterCodesOnlyAsWholeItems) {
  EXPECT_EQ(ids("IT, AT"), (List{"gov:IT", "gov:AT"}));
  EXPECT_EQ(ids("IT equipment"), List{});
}

TEST(Drivers, KnowAMinistryByItsCountry) {
  EXPECT_EQ(ids("MoIs of Serbia and Montenegro"), (List{"rs-moi", "me-moi"}));
  EXPECT_EQ(ids("Ministarstvo unutrasnjih poslova Crne Gore"), List{"me-moi"});
  EXPECT_EQ(ids("SI (MoI)"), List{"si-moi"});
  const Normalizer normalizer;
  EXPECT_EQ(normalizer.drivers("Ministry of Culture of Serbia").unresolved,
            List{"Ministry of Culture of Serbia"});
  EXPECT_EQ(normalizer.drivers("Ministry of Culture of Serbia").organisations.size(), 0U);
}

TEST(Drivers, AreNotTakenFromPlacesAndMoney) {
  EXPECT_EQ(ids("UNDP BiH, Europol liaison officers in Albania"), (List{"undp", "europol"}));
  EXPECT_EQ(ids("OSCE Mission to Serbia, EU Delegation to Albania"), (List{"osce", "eu"}));
  EXPECT_EQ(ids("UNDP Country Office for Serbia; Albania"), (List{"undp", "gov:AL"}));
  EXPECT_EQ(ids("SELEC work programme"), List{});
  EXPECT_EQ(ids("UNODC, without Europol"), List{"unodc"});
}

struct Roles {
  const char* cell;
  List read;
};
void PrintTo(const Roles& c, std::ostream* out) {
  *out << c.cell;
}
class DriverRoles : public testing::TestWithParam<Roles> {};

TEST_P(DriverRoles, AreToldByTheirCues) {
  EXPECT_EQ(ids(GetParam().cell), GetParam().read);
}

INSTANTIATE_TEST_SUITE_P(
    Cells, DriverRoles,
    testing::Values(
        Roles{"Lead: IOM; partners: CEPOL, OSCE", {"iom:lead", "cepol:partner", "osce:partner"}},
        Roles{"IOM, support by SELEC", {"iom", "selec:support"}},
        Roles{"IOM in cooperation with Austria and France",
              {"iom", "gov:AT:partner", "gov:FR:partner"}},
        Roles{"IOM together with Europol", {"iom", "europol"}},
        Roles{"Implemented by IOM, funded by the EU", {"iom", "eu:funder"}},
        Roles{"hosted by Montenegro, organised by MARRI", {"gov:ME:host", "marri"}},
        Roles{"co-led by Slovenia and Austria", {"gov:SI:lead", "gov:AT:lead"}},
        Roles{"Initiated by Slovenia, Austria", {"gov:SI:initiator", "gov:AT:initiator"}},
        Roles{"DCAF (evaluation: UNODC IEU)", {"dcaf", "unodc-ieu:evaluator"}},
        Roles{"PCC SEE (Lead Partner)", {"pcc-see:lead"}},
        Roles{"SELEC; SEEPAG (under the auspices of SELEC)", {"selec", "seepag"}},
        Roles{"NI-CO (BiH, Kosovo*)", {"ni-co", "gov:BA:scope", "gov:XK:scope"}},
        Roles{"EU Contribution: EUR 20 000", {"eu:funder"}},
        Roles{"GIZ uz podršku CILC-a", {"giz", "cilc:support"}},
        Roles{"DCAF mit Unterstützung von Österreich", {"dcaf", "gov:AT:support"}},
        Roles{"IOM u saradnji sa UNODC-om", {"iom", "unodc:partner"}},
        Roles{"МАРРИ, со поддршка на СЕПКА", {"marri", "sepca:support"}}));

TEST(Drivers, OddInputCostsNoMoreThanItsLength) {
  const Normalizer normalizer;
  for (const std::string& cell :
       {std::string("\xFF\xFE IOM"), std::string("IOM\0Europol", 11), std::string(100'000, 'A'),
        std::string(100'000, '('), std::string("\u202eIOM\u202c")})
    normalizer.drivers(cell);
  std::string many;
  for (int i = 0; i < 5'000; ++i) many += "IOM, Europol (Vienna); ";
  EXPECT_EQ(normalizer.drivers(many).organisations.size(), 2U);
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
