# SPDX-License-Identifier: GPL-3.0-or-later
# Each package, the least version, and why. All from the system; nothing is downloaded.
find_package(PkgConfig REQUIRED)

pkg_check_modules(poppler REQUIRED IMPORTED_TARGET poppler>=22.12)   # PDF: glyphs, rules, tags
find_package(LibXml2 2.9.14 REQUIRED)                               # XML parts of OOXML
pkg_check_modules(libzip REQUIRED IMPORTED_TARGET libzip>=1.7)      # OOXML packages
find_package(ZLIB 1.2.13 REQUIRED)                                 # packages that we write
find_package(ICU 72 REQUIRED COMPONENTS uc i18n)                    # folding, transliteration
pkg_check_modules(re2 REQUIRED IMPORTED_TARGET re2)                 # patterns in linear time
find_package(nlohmann_json 3.11 REQUIRED)                           # JSON
pkg_check_modules(sqlite3 REQUIRED IMPORTED_TARGET sqlite3>=3.40)   # the store
find_package(CLI11 2.1 REQUIRED)                                    # the command line
find_package(OpenSSL 3 REQUIRED COMPONENTS Crypto)                  # SHA-256
pkg_check_modules(seccomp REQUIRED IMPORTED_TARGET libseccomp>=2.5) # system calls of a worker
pkg_check_modules(tomlplusplus REQUIRED IMPORTED_TARGET tomlplusplus>=3.3) # planmerge.toml
find_package(Threads REQUIRED)
if(PLANMERGE_TESTS)
  find_package(GTest REQUIRED)
endif()
if(PLANMERGE_BENCHMARKS)
  find_package(benchmark REQUIRED)
endif()
