// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/round.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/pipeline/fixtures.h"

namespace planmerge::pipeline {
namespace {

class Round : public ::testing::Test {
 protected:
  Round() : store_(store::open_memory()), runner_(*store_, normalizer_) {
    runner_.init(reader_.read(folder_.write("plan.docx", plan_docx(lake_plan())), {}));
  }

  std::string contribution(const std::string& name, std::size_t row, std::size_t column,
                           const std::string& text) {
    Line line = lake_plan()[row];
    line[column] = text;
    return folder_.write(name, plan_docx({line}));
  }
  const plan::ActionRow& row(std::size_t index) {
    current_ = *store_->version(store_->current_version());
    return current_.rows[index].row;
  }

  Folder folder_;
  DocumentReader reader_{{}};
  normalize::Normalizer normalizer_;
  std::unique_ptr<store::Store> store_;
  RoundRunner runner_;
  plan::PlanVersion current_;
};

TEST_F(Round, TakesAChangeThatOnlyOnePartnerMade) {
  runner_.ingest(reader_, {contribution("undp.docx", 1, 4, "ongoing 2027")}, {});
  const store::Round round = runner_.merge("");
  EXPECT_EQ(row(1).status_timeline_raw, "ongoing 2027");
  ASSERT_EQ(round.links.size(), 1U);
  EXPECT_EQ(round.links[0].to, std::vector<std::string>{"A0002"});
  EXPECT_TRUE(runner_.audit().complete());
}

TEST_F(Round, AsksWhereTwoPartnersDifferAndKeepsTheAnswer) {
  runner_.ingest(reader_,
                 {contribution("undp.docx", 1, 4, "planned 2028"),
                  contribution("iom.docx", 1, 4, "planned 2026")},
                 {});
  const store::Round round = runner_.merge("");
  EXPECT_EQ(row(1).status_timeline_raw, "planned 2027");
  const auto item =
      std::find_if(round.items.begin(), round.items.end(),
                   [](const plan::ReviewItem& entry) { return entry.kind == "concurrent_change"; });
  ASSERT_NE(item, round.items.end());

  plan::Decision decision;
  decision.item = item->id;
  decision.evidence_hash = item->evidence_hash;
  decision.take = "UNDP";
  store_->add_decision(decision);
  for (int again = 0; again < 2; ++again) {
    const store::Round next = runner_.merge("");
    EXPECT_EQ(row(1).status_timeline_raw, "planned 2028");
    const auto same = std::find_if(next.items.begin(), next.items.end(),
                                   [&](const auto& entry) { return entry.id == item->id; });
    ASSERT_NE(same, next.items.end());
    EXPECT_EQ(same->state, "decided");
  }
}

TEST_F(Round, ChangesNothingWhenAFileComesAgain) {
  const std::string file = contribution("undp.docx", 1, 4, "ongoing 2027");
  runner_.ingest(reader_, {file}, {});
  runner_.merge("");
  const int version = store_->current_version();
  const auto again = runner_.ingest(reader_, {file}, {});
  EXPECT_TRUE(again[0].already_there);
  runner_.merge("");
  EXPECT_EQ(store_->current_version(), version);
}

TEST_F(Round, AccountsForEveryCellOfANewRow) {
  runner_.ingest(
      reader_,
      {folder_.write("who.docx", plan_docx({{"2 Safer crossings", "2.2 First aid on ferries",
                                             "First-aid kits and drills on twelve ferries", "WHO",
                                             "planned 2026", "EUR 40 000 sought"}}))},
      {});
  runner_.merge("");
  const Audit audit = runner_.audit();
  EXPECT_TRUE(audit.complete());
  EXPECT_EQ(row(3).drivers_raw, "WHO");
  EXPECT_EQ(static_cast<long>(audit.cells.size()),
            audit.in_plan + audit.in_review + audit.left_out);
}

TEST_F(Round, KeepsItsDateForWhatFollows) {
  runner_.ingest(reader_, {contribution("undp.docx", 1, 4, "ongoing 2027")}, {});
  runner_.merge("2026-03-01");
  EXPECT_EQ(runner_.bundle("").as_of, "2026-03-01");
  EXPECT_EQ(runner_.bundle("2026-04-01").as_of, "2026-04-01");
  runner_.merge("");
  EXPECT_EQ(store_->last_round().as_of, "2026-03-01");
}

TEST_F(Round, AccountsForARowThatWasStruckOut) {
  runner_.ingest(reader_, {folder_.write("undp.docx", plan_docx(lake_plan(), 1))}, {});
  const store::Round round = runner_.merge("");
  const auto proposed = std::find_if(round.items.begin(), round.items.end(), [](const auto& item) {
    return item.kind == "delete_proposed" || item.kind == "delete_conflict";
  });
  EXPECT_NE(proposed, round.items.end());
  const Audit audit = runner_.audit();
  EXPECT_TRUE(audit.complete());
  const auto struck = std::count_if(audit.cells.begin(), audit.cells.end(), [](const auto& fate) {
    return fate.where.struck && fate.kind == CellFate::Kind::InReview;
  });
  EXPECT_EQ(struck, 6) << "each cell of the struck row is in the review queue";
}

TEST_F(Round, AsksOnceAboutATitleRenamedInSeveralRows) {
  testing::DocxBuilder builder = plan_builder(lake_plan());
  const std::string old_cell = testing::cell_xml("1 Cleaner lakes");
  const std::string by = " w:author=\"Ana\" w:date=\"2031-02-03T00:00:00Z\">";
  const std::string new_cell =
      "<w:tc><w:p><w:r><w:t xml:space=\"preserve\">1 Cleaner </w:t></w:r>"
      "<w:del w:id=\"7\"" +
      by + "<w:r><w:delText>lakes</w:delText></w:r></w:del><w:ins w:id=\"8\"" + by +
      "<w:r><w:t>waters</w:t></w:r></w:ins></w:p></w:tc>";
  for (std::size_t at = 0; (at = builder.body.find(old_cell, at)) != std::string::npos;)
    builder.body.replace(at, old_cell.size(), new_cell);
  runner_.ingest(reader_, {folder_.write("undp.docx", builder.bytes())}, {});
  const store::Round round = runner_.merge("");
  const auto count = [&](const char* kind) {
    return std::count_if(round.items.begin(), round.items.end(),
                         [&](const plan::ReviewItem& item) { return item.kind == kind; });
  };
  EXPECT_EQ(count("title_changed"), 1);
  EXPECT_EQ(count("unaccounted_cell"), 0);
  EXPECT_TRUE(runner_.audit().complete());
}

TEST_F(Round, SaysWhenThereIsNoPlan) {
  const auto empty = store::open_memory();
  RoundRunner runner(*empty, normalizer_);
  EXPECT_THROW(runner.merge(""), Error);
}

}  // namespace
}  // namespace planmerge::pipeline
