// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "base/command.h"
#include "base/hash.h"
#include "ingest/mail/encoding.h"
#include "pipeline/convert.h"
#include "pipeline/reading.h"
#include "tests/pipeline/fixtures.h"

namespace planmerge::pipeline {
namespace {

std::string attachment(const std::string& name, const std::string& bytes) {
  return "--m\r\nContent-Type: application/octet-stream; name=\"" + name +
         "\"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + ingest::to_base64(bytes) + "\r\n";
}

std::string mail(const std::string& attachments) {
  return "From: Ada <ada@example.org>\r\nTo: d@example.org\r\nDate: Tue, 3 Mar 2026 10:15:00 "
         "+0100\r\nSubject: plan\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; "
         "boundary=m\r\n\r\n--m\r\nContent-Type: text/plain\r\n\r\nSee 1.2 please.\r\n" +
         attachments + "--m--\r\n";
}

TEST(Attachments, AreDocumentsOfTheirOwnEachInItsOwnWorker) {
  const Folder folder;
  const std::string docx = plan_docx(lake_plan());
  const std::string path = folder.write(
      "answer.eml", mail(attachment("good.docx", docx) + attachment("bad.docx", "PK\x03\x04 cut")));
  DocumentReader reader({});
  const auto outcomes = reader.read_all({path}, {});
  ASSERT_EQ(outcomes.size(), 2U);
  ASSERT_TRUE(outcomes[0].document) << outcomes[0].error->what();
  const plan::Document& document = *outcomes[0].document;
  EXPECT_EQ(document.source.file, "answer.eml/good.docx");
  EXPECT_EQ(document.source.sha256, sha256_hex(docx));
  EXPECT_EQ(document.source.sender, "Ada <ada@example.org>");
  EXPECT_EQ(document.source.received, "2026-03-03T10:15:00+01:00");
  EXPECT_EQ(document.rows.size(), 3U);
  ASSERT_FALSE(document.left_out.empty());
  EXPECT_EQ(document.left_out.back().reason, "mail-text");
  ASSERT_TRUE(outcomes[1].error);
  EXPECT_EQ(outcomes[1].error->where().find("answer.eml/bad.docx"), 0U);
}

TEST(Attachments, CanBeNamedOneByOne) {
  const Folder folder;
  const std::string docx = plan_docx(lake_plan());
  const std::string path =
      folder.write("answer.eml", mail(attachment("a.docx", docx) + attachment("b.docx", docx)));
  DocumentReader reader({});
  EXPECT_EQ(reader.read(path, {}).error->code(), "several-documents");
  const ReadOutcome one = reader.read(path + "/b.docx", {});
  ASSERT_TRUE(one.document) << one.error->what();
  EXPECT_EQ(one.document->source.file, "answer.eml/b.docx");
  EXPECT_EQ(reader.read(path + "/c.docx", {}).error->code(), "no-document");
}

TEST(Attachments, AreSaidToBeMissing) {
  const Folder folder;
  DocumentReader reader({});
  const ReadOutcome outcome = reader.read(folder.write("empty.eml", mail("")), {});
  ASSERT_TRUE(outcome.error);
  EXPECT_EQ(outcome.error->code(), "no-document");
  EXPECT_EQ(outcome.error->kind(), Error::Kind::Unsupported);
}

constexpr const char* kRtf =
    "{\\rtf1\\ansi{\\fonttbl{\\f0 "
    "Arial;}}\\trowd\\cellx2000\\cellx4000\\cellx6000\\cellx8000\\intbl "
    "Action\\cell Expected outputs\\cell Driver\\cell "
    "Timeline\\cell\\row\\trowd\\cellx2000\\cellx4000"
    "\\cellx6000\\cellx8000\\intbl Sample the lake\\cell Calendar\\cell IOM\\cell "
    "2027\\cell\\row\\pard "
    "end\\par}";

TEST(OldFormats, AreConvertedWhereLibreOfficeIsAndElseSaidWhatToDo) {
  const Folder folder;
  DocumentReader::Options options;
  options.limits.wall_seconds = 300;
  DocumentReader reader(options);
  const ReadOutcome outcome = reader.read(folder.write("old.rtf", kRtf), {});
  if (find_program("soffice", "/usr/bin:/usr/local/bin").empty()) {
    ASSERT_TRUE(outcome.error);
    EXPECT_NE(outcome.error->sentence().find("LibreOffice"), std::string::npos);
    return;
  }
  ASSERT_TRUE(outcome.document) << outcome.error->what();
  EXPECT_EQ(outcome.document->source.format, "rtf");
  EXPECT_EQ(outcome.document->source.sha256, sha256_hex(kRtf));
  ASSERT_EQ(outcome.document->rows.size(), 1U);
  EXPECT_EQ(outcome.document->rows[0].action, "Sample the lake");
  EXPECT_EQ(outcome.document->rows[0].source.at(0).where.sha256, sha256_hex(kRtf));
  EXPECT_EQ(outcome.notes.back().code, "converted");
}

TEST(OldFormats, AreToldByContent) {
  EXPECT_EQ(old_format(kRtf), OldFormat::Rtf);
  EXPECT_FALSE(old_format("PK\x03\x04"));
  EXPECT_FALSE(old_format(""));
}

}  // namespace
}  // namespace planmerge::pipeline
