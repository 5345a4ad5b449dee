// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/convert.h"

#include <filesystem>

#include "base/command.h"
#include "base/error.h"
#include "ingest/ole.h"
#include "pipeline/files.h"
#include "pipeline/scratch.h"

namespace planmerge::pipeline {
namespace {

constexpr const char* kProgramPath =
    "/usr/bin:/usr/local/bin:/usr/lib/libreoffice/program:/opt/libreoffice/program";

// Very high macro security with no trusted place, no links updated, no recovery, no first-start
// wizard, no look for updates.
constexpr const char* kSettings =
    R"(<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Field" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="FirstRun" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Recovery/AutoSave"><prop oor:name="Enabled" oor:op="fuse"><value>false</value></prop></item>
</oor:items>
)";

Command soffice_command(const std::string& program, const std::string& folder,
                        const std::string& input, double wall_seconds) {
  Command command;
  command.arguments = {program,
                       "-env:UserInstallation=file://" + folder + "/profile",
                       "--headless",
                       "--invisible",
                       "--norestore",
                       "--nologo",
                       "--nolockcheck",
                       "--nodefault",
                       "--convert-to",
                       "docx:MS Word 2007 XML",
                       "--outdir",
                       folder + "/out",
                       input};
  command.environment = {"HOME=" + folder,        "TMPDIR=" + folder + "/tmp",
                         "LANG=C.UTF-8",          "PATH=/usr/bin:/bin",
                         "SAL_USE_VCLPLUGIN=svp", "XDG_RUNTIME_DIR=" + folder};
  command.folder = folder;
  command.readable = {"/usr",
                      "/lib",
                      "/lib64",
                      "/bin",
                      "/etc",
                      "/opt",
                      "/var/lib/libreoffice",
                      "/var/spool/libreoffice",
                      "/var/cache/fontconfig",
                      "/proc",
                      "/sys/devices/system/cpu"};
  command.wall_seconds = wall_seconds;
  command.cpu_seconds = static_cast<unsigned>(wall_seconds) + 1;
  return command;
}

// Where it cannot be shut off it is not run at all: reading such files is a convenience.
CommandResult run_shut_off(const Command& command, const std::string& kind,
                           const std::string& file) {
  try {
    return run_command(command);
  } catch (const Error& error) {
    if (error.kind() != Error::Kind::NoSandbox) throw;
    throw Error(Error::Kind::Unsupported, "type-mismatch", file,
                "this is " + kind + ", and LibreOffice cannot be isolated here; save it as .docx");
  }
}

}  // namespace

std::optional<OldFormat> old_format(std::string_view bytes) {
  if (ingest::is_rtf(bytes)) return OldFormat::Rtf;
  const bool document = ingest::ole_kind(bytes) == ingest::OleKind::Document;
  return document ? std::optional(OldFormat::Doc) : std::nullopt;
}

std::string convert_to_docx(std::string_view bytes, OldFormat format, const std::string& file,
                            double wall_seconds) {
  const bool doc = format == OldFormat::Doc;
  const std::string kind = doc ? "a Word 97-2003 document (.doc)" : "an RTF document";
  const std::string program = find_program("soffice", kProgramPath);
  if (program.empty())
    throw Error(Error::Kind::Unsupported, "type-mismatch", file,
                "this is " + kind +
                    "; save it as .docx and give it again, or install LibreOffice "
                    "(Debian: libreoffice-writer-nogui), which planmerge then uses to convert it");
  const ScratchFolder folder;
  for (const char* part : {"/profile/user", "/out", "/tmp"})
    std::filesystem::create_directories(folder.path() + part);
  write_file(folder.path() + "/profile/user/registrymodifications.xcu", kSettings);
  const std::string input = folder.path() + (doc ? "/document.doc" : "/document.rtf");
  write_file(input, bytes);
  const CommandResult result =
      run_shut_off(soffice_command(program, folder.path(), input, wall_seconds), kind, file);
  if (result.timed_out)
    throw Error(Error::Kind::Limit, "limit", file,
                "converting " + kind + " took longer than " +
                    std::to_string(static_cast<long>(wall_seconds)) +
                    " seconds; raise --timeout, or save it as .docx");
  try {
    return read_file(folder.path() + "/out/document.docx");
  } catch (const Error&) {
    throw Error(Error::Kind::Unreadable, "not-converted", file,
                "this is " + kind +
                    " that LibreOffice could not convert; save it as .docx and give "
                    "it again");
  }
}

}  // namespace planmerge::pipeline
