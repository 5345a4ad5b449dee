// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/grid.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

namespace planmerge::ingest {
namespace {

constexpr double kSnapPt = 2.5;      // borders of neighbouring cells are drawn up to this far apart
constexpr double kJoinPt = 3.0;      // widest gap inside one rule, and where two rules still meet
constexpr double kOpenPt = 8.0;      // rules that stick out this far enclose an open cell
constexpr double kCoverShare = 0.6;  // of a wall that must be drawn
constexpr std::size_t kMaxRules = 20'000;
constexpr std::size_t kMaxPlaces = 250'000;

/// A straight piece along one axis: `at` across it, from..to along it.
struct Segment {
  double at = 0, from = 0, to = 0;
  bool horizontal = true;
};

Segment segment_of(const Rule& rule) {
  const Box& b = rule.box;
  if (rule.horizontal) return {(b.y0 + b.y1) / 2, b.x0, b.x1, true};
  return {(b.x0 + b.x1) / 2, b.y0, b.y1, false};
}

/// Means of values that lie within kSnapPt of the first of their group.
std::vector<double> snap_values(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  std::vector<double> out;
  for (std::size_t i = 0; i < values.size();) {
    std::size_t end = i;
    double sum = 0;
    for (; end < values.size() && values[end] - values[i] <= kSnapPt; ++end) sum += values[end];
    out.push_back(sum / static_cast<double>(end - i));
    i = end;
  }
  return out;
}

/// Pieces of one line that touch become one.
std::vector<Segment> join_collinear(std::vector<Segment> pieces) {
  std::sort(pieces.begin(), pieces.end(), [](const Segment& a, const Segment& b) {
    return std::tie(a.horizontal, a.at, a.from, a.to) < std::tie(b.horizontal, b.at, b.from, b.to);
  });
  // Values of nearly the same line are made equal first, so that their pieces stand together.
  for (std::size_t i = 0; i < pieces.size();) {
    std::size_t end = i;
    double sum = 0;
    for (; end < pieces.size() && pieces[end].horizontal == pieces[i].horizontal &&
           pieces[end].at - pieces[i].at <= kSnapPt;
         ++end) {
      sum += pieces[end].at;
    }
    for (std::size_t k = i; k < end; ++k) pieces[k].at = sum / static_cast<double>(end - i);
    std::sort(pieces.begin() + static_cast<std::ptrdiff_t>(i),
              pieces.begin() + static_cast<std::ptrdiff_t>(end),
              [](const Segment& a, const Segment& b) { return a.from < b.from; });
    i = end;
  }
  std::vector<Segment> out;
  for (const Segment& piece : pieces) {
    if (!out.empty() && out.back().horizontal == piece.horizontal && out.back().at == piece.at &&
        piece.from <= out.back().to + kJoinPt) {
      out.back().to = std::max(out.back().to, piece.to);
    } else {
      out.push_back(piece);
    }
  }
  return out;
}

bool cross(const Segment& h, const Segment& v) {
  return v.at >= h.from - kJoinPt && v.at <= h.to + kJoinPt && h.at >= v.from - kJoinPt &&
         h.at <= v.to + kJoinPt;
}

class Sets {
 public:
  explicit Sets(std::size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t root(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void unite(std::size_t a, std::size_t b) {
    a = root(a);
    b = root(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::size_t> parent_;
};

/// Share of from..to that pieces at `at` cover.
double covered(const std::vector<Segment>& pieces, bool horizontal, double at, double from,
               double to) {
  double sum = 0;
  for (const Segment& p : pieces) {
    if (p.horizontal != horizontal || std::abs(p.at - at) > kSnapPt) continue;
    sum += std::max(0.0, std::min(p.to, to) - std::max(p.from, from));
  }
  return to > from ? sum / (to - from) : 1;
}

/// Joins the places between which no wall is drawn.
void open_walls(const Grid& grid, const std::vector<Segment>& pieces, Sets& sets) {
  const int columns = grid.columns();
  const auto place = [&](int r, int c) {
    return static_cast<std::size_t>(r) * static_cast<std::size_t>(columns) +
           static_cast<std::size_t>(c);
  };
  const auto edge = [](const std::vector<double>& v, int i) {
    return v[static_cast<std::size_t>(i)];
  };
  for (int r = 0; r < grid.rows(); ++r) {
    for (int c = 0; c < columns; ++c) {
      if (c + 1 < columns && covered(pieces, false, edge(grid.xs, c + 1), edge(grid.ys, r),
                                     edge(grid.ys, r + 1)) < kCoverShare) {
        sets.unite(place(r, c), place(r, c + 1));
      }
      if (r + 1 < grid.rows() && covered(pieces, true, edge(grid.ys, r + 1), edge(grid.xs, c),
                                         edge(grid.xs, c + 1)) < kCoverShare) {
        sets.unite(place(r, c), place(r + 1, c));
      }
    }
  }
}

/// Cells of the joined places. A group that is no rectangle falls apart into its places' rows.
void make_cells(Grid& grid, Sets& sets) {
  const int columns = grid.columns();
  struct Extent {
    int r0 = 0, c0 = 0, r1 = 0, c1 = 0, places = 0;
  };
  std::map<std::size_t, Extent> groups;
  for (int i = 0; i < grid.rows() * columns; ++i) {
    const int r = i / columns;
    const int c = i % columns;
    auto [at, fresh] =
        groups.try_emplace(sets.root(static_cast<std::size_t>(i)), Extent{r, c, r, c, 0});
    Extent& e = at->second;
    e = {std::min(e.r0, r), std::min(e.c0, c), std::max(e.r1, r), std::max(e.c1, c), e.places + 1};
  }
  const auto add = [&](int r0, int c0, int r1, int c1) {
    const auto at = [](const std::vector<double>& v, int i) {
      return v[static_cast<std::size_t>(i)];
    };
    grid.cells.push_back(
        {r0,
         c0,
         r1 - r0 + 1,
         c1 - c0 + 1,
         {at(grid.xs, c0), at(grid.ys, r0), at(grid.xs, c1 + 1), at(grid.ys, r1 + 1)}});
  };
  for (const auto& [root, e] : groups) {
    if (e.places == (e.r1 - e.r0 + 1) * (e.c1 - e.c0 + 1)) add(e.r0, e.c0, e.r1, e.c1);
  }
  for (int i = 0; i < grid.rows() * columns; ++i) {
    const Extent& e = groups.at(sets.root(static_cast<std::size_t>(i)));
    if (e.places != (e.r1 - e.r0 + 1) * (e.c1 - e.c0 + 1))
      add(i / columns, i % columns, i / columns, i % columns);
  }
  std::sort(grid.cells.begin(), grid.cells.end(), [](const GridCell& a, const GridCell& b) {
    return std::tie(a.row, a.col) < std::tie(b.row, b.col);
  });
}

/// Adds the edges that are not drawn because a cell is open to the page's edge or has no border
/// at the side: where at least two rules end together beyond the last rule across them.
void close_ends(const std::vector<Segment>& pieces, bool horizontal, std::vector<double>& edges) {
  double low = edges.front();
  double high = edges.back();
  for (const Segment& p : pieces) {
    if (p.horizontal != horizontal) continue;
    low = std::min(low, p.from);
    high = std::max(high, p.to);
  }
  const auto ends_at = [&](double at, bool from) {
    return std::count_if(pieces.begin(), pieces.end(), [&](const Segment& p) {
      return p.horizontal == horizontal && std::abs((from ? p.from : p.to) - at) <= kSnapPt;
    });
  };
  const bool before = edges.front() - low > kOpenPt && ends_at(low, true) > 1;
  const bool after = high - edges.back() > kOpenPt && ends_at(high, false) > 1;
  if (before) edges.push_back(low);
  if (after) edges.push_back(high);
  std::sort(edges.begin(), edges.end());
}

bool lattice(const std::vector<Segment>& pieces, Grid& grid) {
  std::vector<double> xs;
  std::vector<double> ys;
  for (const Segment& piece : pieces) (piece.horizontal ? ys : xs).push_back(piece.at);
  grid.xs = snap_values(std::move(xs));
  grid.ys = snap_values(std::move(ys));
  if (grid.xs.size() < 2 || grid.ys.empty()) return false;
  close_ends(pieces, false, grid.ys);
  close_ends(pieces, true, grid.xs);
  if (grid.xs.size() < 3 || grid.ys.size() < 2) return false;
  const auto places =
      static_cast<std::size_t>(grid.rows()) * static_cast<std::size_t>(grid.columns());
  if (places > kMaxPlaces) return false;
  Sets sets(places);
  open_walls(grid, pieces, sets);
  make_cells(grid, sets);
  return grid.cells.size() > 1;
}

}  // namespace

const GridCell* Grid::at(double x, double y) const {
  for (const GridCell& cell : cells) {
    if (x >= cell.box.x0 && x <= cell.box.x1 && y >= cell.box.y0 && y <= cell.box.y1) return &cell;
  }
  return nullptr;
}

const GridCell* Grid::covering(int row, int col) const {
  for (const GridCell& cell : cells) {
    if (row >= cell.row && row < cell.row + cell.rowspan && col >= cell.col &&
        col < cell.col + cell.colspan) {
      return &cell;
    }
  }
  return nullptr;
}

std::vector<Grid> find_grids(const std::vector<Rule>& rules) {
  std::vector<Segment> pieces;
  pieces.reserve(rules.size());
  for (const Rule& rule : rules) pieces.push_back(segment_of(rule));
  pieces = join_collinear(std::move(pieces));
  if (pieces.size() > kMaxRules) pieces.resize(kMaxRules);
  Sets sets(pieces.size());
  const auto first_h =
      std::find_if(pieces.begin(), pieces.end(), [](const Segment& s) { return s.horizontal; });
  for (auto v = pieces.begin(); v != first_h; ++v) {
    for (auto h = first_h; h != pieces.end(); ++h) {
      if (cross(*h, *v)) {
        sets.unite(static_cast<std::size_t>(v - pieces.begin()),
                   static_cast<std::size_t>(h - pieces.begin()));
      }
    }
  }
  std::map<std::size_t, std::vector<Segment>> parts;
  for (std::size_t i = 0; i < pieces.size(); ++i) parts[sets.root(i)].push_back(pieces[i]);
  std::vector<Grid> grids;
  for (const auto& [root, part] : parts) {
    Grid grid;
    if (lattice(part, grid)) grids.push_back(std::move(grid));
  }
  std::stable_sort(grids.begin(), grids.end(),
                   [](const Grid& a, const Grid& b) { return a.ys.front() < b.ys.front(); });
  return grids;
}

}  // namespace planmerge::ingest
