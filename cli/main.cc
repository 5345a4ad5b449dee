// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/options.h"
#include "cli/print.h"
#include "pipeline/version.h"

namespace {

using planmerge::Error;
namespace cli = planmerge::cli;

// The store commits whole transactions and files are renamed into place, so ending at once is
// safe; _Exit keeps destructors from running inside a signal handler.
void interrupted(int /*signal*/) {
  std::_Exit(cli::kInterrupted);
}

std::vector<std::string> names_in(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(command->get_name());
  return names;
}

std::vector<std::string> options_in(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

/// What the user probably meant, as a sentence; empty: nothing is near.
std::string hint(const CLI::App& app, int argc, char** argv) {
  if (argc < 2) return "";
  const std::vector<std::string> commands = names_in(app);
  const std::string command = argv[1];
  const bool known = std::find(commands.begin(), commands.end(), command) != commands.end();
  if (!known) {
    const std::string name = cli::nearest(command, commands);
    return name.empty() ? "" : "; did you mean " + name + "?";
  }
  const std::vector<std::string> options = options_in(*app.get_subcommand(command));
  for (int i = 2; i < argc; ++i) {
    const std::string typed = std::string(argv[i]).substr(0, std::string(argv[i]).find('='));
    if (!typed.starts_with("--") || typed == "--") continue;
    if (std::find(options.begin(), options.end(), typed) != options.end()) continue;
    const std::string name = cli::nearest(typed, options);
    if (!name.empty()) return "; did you mean " + name + "?";
  }
  return "";
}

int usage_error(const CLI::App& app, const CLI::ParseError& error, int argc, char** argv) {
  std::string sentence = error.what();
  if (argc < 2) sentence = "name a command; planmerge --help lists them";
  cli::tell(Error(Error::Kind::Usage, "usage", "", sentence + hint(app, argc, argv)));
  return exit_status(Error::Kind::Usage);
}

int run(int argc, char** argv) {
  CLI::App app(
      "planmerge: consolidates partners' contributions into one action plan.\n"
      "Documents stay on this machine; each is read in an isolated process.",
      "planmerge");
  app.set_version_flag("--version", std::string("planmerge ") + planmerge::pipeline::kVersion);
  cli::Options options;
  cli::declare(app, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {  // --help, --version
    return app.exit(success);
  } catch (const CLI::ParseError& error) {
    return usage_error(app, error, argc, argv);
  }
  return cli::run_command(app.get_subcommands().front()->get_name(), options);
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGINT, interrupted);
  std::signal(SIGTERM, interrupted);
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // a size limit is an error of the write, not the end
  try {
    return run(argc, argv);
  } catch (const Error& error) {
    cli::tell(error);
    return exit_status(error.kind());
  } catch (const std::bad_alloc&) {
    cli::tell(Error(Error::Kind::Limit, "limit", "", "out of memory"));
    return exit_status(Error::Kind::Limit);
  } catch (const std::exception& error) {
    cli::tell(Error(Error::Kind::Internal, "bug", "", error.what()));
    return exit_status(Error::Kind::Internal);
  }
}
