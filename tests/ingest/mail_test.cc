// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/mail.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "ingest/mail/encoding.h"
#include "ingest/mail/header.h"
#include "tests/support/docx_builder.h"

namespace planmerge::ingest {
namespace {

const std::string kHead =
    "From: =?utf-8?Q?Ada_L=C3=B6velace?= <ada@example.org>\r\n"
    "To: desk@example.org\r\nSubject: =?utf-8?B?UGxhbiDEjA==?= =?utf-8?Q?_2?=\r\n"
    "Date: Tue, 3 Mar 2026 10:15:00 +0100 (CET)\r\nMIME-Version: 1.0\r\n";

std::string part(const std::string& header, const std::string& body) {
  return "--mark\r\n" + header + "\r\n\r\n" + body + "\r\n";
}

std::string mixed(const std::string& parts) {
  return kHead + "Content-Type: multipart/mixed;\r\n boundary=\"mark\"\r\n\r\n" + parts +
         "--mark--\r\n";
}

std::string docx() {
  testing::DocxBuilder word;
  word.body = testing::table_xml(testing::row_xml(testing::cell_xml("x")));
  return word.bytes();
}

std::string attached(const std::string& bytes, const std::string& disposition) {
  return part(
      "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n"
      "Content-Disposition: attachment; " +
          disposition,
      to_base64(bytes));
}

Mail unpack(const std::string& bytes) {
  plan::Notes notes;
  return unpack_mail(bytes, notes);
}

TEST(Mail, GivesItsDocumentsWithSenderAndDate) {
  const std::string bytes = mixed(part("Content-Type: text/plain; charset=iso-8859-2\r\n"
                                       "Content-Transfer-Encoding: quoted-printable",
                                       "Please see =E8l=\r\nanek.") +
                                  attached(docx(), "filename=annex.docx"));
  ASSERT_TRUE(is_mail(bytes));
  const Mail mail = unpack(bytes);
  EXPECT_EQ(mail.sender, "Ada Lövelace <ada@example.org>");
  EXPECT_EQ(mail.received, "2026-03-03T10:15:00+01:00");
  EXPECT_EQ(mail.subject, "Plan Č 2");
  EXPECT_NE(mail.text.find("Please see članek."), std::string::npos);
  ASSERT_EQ(mail.documents.size(), 1U);
  EXPECT_EQ(mail.documents[0].name, "annex.docx");
  EXPECT_EQ(mail.documents[0].sender, mail.sender);
  EXPECT_EQ(mail.documents[0].bytes, docx());
}

TEST(Mail, ReadsNamesInAllTheirSpellings) {
  const Mail mail = unpack(mixed(
      attached(docx(), "filename*=utf-8''%C4%8Cl%C3%A1nek.docx") +
      attached(docx(), "filename*0*=utf-8''%C4%8C; filename*1=\"a b.docx\"") +
      attached(docx(), "filename=\"=?utf-8?B?xI0uZG9jeA==?=\"") +
      attached(docx(), "filename=\"../../etc/x.docx\"") + attached(docx(), "filename=x.docx")));
  std::string names;
  for (const MailAttachment& document : mail.documents) names += document.name + "|";
  EXPECT_EQ(names, "Článek.docx|Ča b.docx|č.docx|x.docx|x (2).docx|");
}

TEST(Mail, OpensAForwardedMailWithItsOwnSender) {
  std::string inner = mixed(attached(docx(), "filename=inner.docx"));
  inner.replace(inner.find("ada@"), 4, "bo@");
  for (std::size_t at = 0; (at = inner.find("mark", at)) != std::string::npos; at += 5)
    inner.replace(at, 4, "other");
  const Mail mail = unpack(mixed(part("Content-Type: message/rfc822", inner)));
  ASSERT_EQ(mail.documents.size(), 1U);
  EXPECT_EQ(mail.documents[0].name, "forwarded.eml/inner.docx");
  EXPECT_NE(mail.documents[0].sender.find("bo@"), std::string::npos);
}

TEST(Mail, NotesWhatItDoesNotOpen) {
  plan::Notes notes;
  const Mail mail = unpack_mail(
      mixed(part("Content-Type: text/html", "<p>see</p><table><tr><td>x</td></tr></table>") +
            attached("MZ program", "filename=\"run me.exe\"") +
            part("Content-Type: image/png; name=logo.png", "png")),
      notes);
  EXPECT_TRUE(mail.documents.empty());
  std::string told;
  for (const plan::Diagnostic& note : notes.list()) told += note.code + ":" + note.text + "\n";
  EXPECT_NE(told.find("attachment:run me.exe"), std::string::npos) << told;
  EXPECT_NE(told.find("attachment:logo.png"), std::string::npos) << told;
  EXPECT_NE(told.find("unread-part:"), std::string::npos) << told;
}

TEST(Mail, EndsAtNestingAndNumberOfParts) {
  std::string nested = mixed(part("Content-Type: text/plain", "deep"));
  for (int i = 0; i < 40; ++i)
    nested.insert(0, std::string(kHead).append("Content-Type: message/rfc822\r\n\r\n"));
  EXPECT_THROW(unpack(nested), Error);
  std::string many;
  for (int i = 0; i < 2000; ++i) many += part("Content-Type: text/plain", "x");
  EXPECT_THROW(unpack(mixed(many)), Error);
}

TEST(Mail, ReadsAMailThatWasCutOff) {
  std::string bytes = mixed(attached(docx(), "filename=annex.docx"));
  bytes.resize(bytes.size() - 9);
  EXPECT_EQ(unpack(bytes).documents.size(), 1U);
}

TEST(Mail, IsToldFromOtherText) {
  EXPECT_FALSE(is_mail("Need: water\nAction: sample\nDate: 2027\n"));
  EXPECT_FALSE(is_mail("<html>"));
  EXPECT_FALSE(is_mail(""));
  EXPECT_TRUE(is_mail("Received: from a\n by b\nFrom: x@y\nDate: z\nSubject: s\n\nhello"));
}

TEST(MailHeader, ReadsDates) {
  EXPECT_EQ(iso_date_of("3 Mar 26 10:15 GMT"), "2026-03-03T10:15:00");
  EXPECT_EQ(iso_date_of("yesterday"), "");
  EXPECT_EQ(iso_date_of("Tue, 99 Mar 2026 10:15:00"), "");
}

TEST(Base64, GivesBytesBack) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  for (std::size_t size = 0; size < 5; ++size)
    EXPECT_EQ(from_base64(to_base64(bytes.substr(0, size))), bytes.substr(0, size));
  EXPECT_EQ(from_base64(to_base64(bytes)), bytes);
  EXPECT_EQ(from_base64("QQ==\r\nignored"), "A");
}

}  // namespace
}  // namespace planmerge::ingest
