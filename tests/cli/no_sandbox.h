// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace planmerge::test {

/// Each makes this process and all that it starts see a kernel that lacks something; for good.
void without_landlock();
/// It is said to be there, and fails when a worker enters it.
void without_landlock_in_workers();
void without_seccomp();

}  // namespace planmerge::test
