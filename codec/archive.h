// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/error.h"
#include "codec/json.h"

/// Writing and reading a value by one list of its members (the sources of codec/ only).
///
/// A type has one function `template <class A> void members(A& archive, T& value)`; given a
/// Writer it makes JSON, given a Reader it fills the value. So no key is spelled twice.
namespace planmerge::codec {

template <typename Enum>
using Names = std::initializer_list<std::pair<Enum, const char*>>;

[[noreturn]] inline void refuse(const std::string& sentence) {
  throw Error(Error::Kind::Unreadable, "bad-record", "", sentence);
}

class Writer;
class Reader;

template <typename T>
Json write_value(const T& value);
template <typename T>
void read_value(const Json& json, T& value);

/// Collects members into a JSON object.
class Writer {
 public:
  static constexpr bool kWrites = true;

  template <typename T>
  void member(const char* key, T& value) {
    json_[key] = write_value(value);
  }
  /// Left out when it has its default value.
  template <typename T>
  void optional(const char* key, T& value) {
    if (!(value == T{})) json_[key] = write_value(value);
  }
  template <typename Enum>
  void choice(const char* key, Enum& value, Names<Enum> names) {
    for (const auto& [candidate, name] : names) {
      if (candidate == value) json_[key] = name;
    }
  }
  template <typename Enum>
  void optional_choice(const char* key, Enum& value, Names<Enum> names) {
    if (value != Enum{}) choice(key, value, names);
  }
  Json& json() { return json_; }

 private:
  Json json_ = Json::object();
};

/// Fills members from a JSON object; a missing optional member keeps its default.
class Reader {
 public:
  static constexpr bool kWrites = false;

  explicit Reader(const Json& json) : json_(json) {
    if (!json.is_object()) refuse("an object was expected");
  }
  template <typename T>
  void member(const char* key, T& value) {
    const auto found = json_.find(key);
    if (found == json_.end()) refuse(std::string("the key \"") + key + "\" is missing");
    read_value(*found, value);
  }
  template <typename T>
  void optional(const char* key, T& value) {
    const auto found = json_.find(key);
    if (found != json_.end()) read_value(*found, value);
  }
  template <typename Enum>
  void choice(const char* key, Enum& value, Names<Enum> names) {
    std::string text;
    member(key, text);
    for (const auto& [candidate, name] : names) {
      if (text == name) {
        value = candidate;
        return;
      }
    }
    refuse(std::string("the key \"") + key + "\" has an unknown value");
  }
  template <typename Enum>
  void optional_choice(const char* key, Enum& value, Names<Enum> names) {
    if (json_.contains(key)) choice(key, value, names);
  }
  const Json& json() const { return json_; }

 private:
  const Json& json_;
};

template <typename T>
struct IsVector : std::false_type {};
template <typename T>
struct IsVector<std::vector<T>> : std::true_type {};
template <typename T>
struct IsMap : std::false_type {};
template <typename T>
struct IsMap<std::map<std::string, T>> : std::true_type {};

// Boxes come to hundredths of a point: finer is noise of the arithmetic, and differs between
// machines.
inline double rounded(double value) {
  const double result = std::round(value * 100.0) / 100.0;
  return result == 0.0 ? 0.0 : result;  // no "-0.0"
}

template <typename T>
Json write_value(const T& value) {
  if constexpr (std::is_same_v<T, double>) {
    return rounded(value);
  } else if constexpr (std::is_same_v<T, std::string> || std::is_arithmetic_v<T>) {
    return value;
  } else if constexpr (IsVector<T>::value) {
    Json list = Json::array();
    for (const auto& entry : value) list.push_back(write_value(entry));
    return list;
  } else if constexpr (IsMap<T>::value) {
    Json object = Json::object();
    for (const auto& [key, entry] : value) object[key] = write_value(entry);
    return object;
  } else {
    return encode(value);
  }
}

template <typename T>
void read_number(const Json& json, T& value) {
  if (!json.is_number()) refuse("a number was expected");
  if constexpr (std::is_floating_point_v<T>) {
    value = json.get<T>();
  } else {
    if (!json.is_number_integer()) refuse("a whole number was expected");
    const auto wide = json.get<std::int64_t>();
    value = static_cast<T>(wide);
    if (static_cast<std::int64_t>(value) != wide) refuse("a number is out of range");
  }
}

template <typename T>
void read_value(const Json& json, T& value) {
  if constexpr (std::is_same_v<T, std::string>) {
    if (!json.is_string()) refuse("a text was expected");
    value = json.get_ref<const std::string&>();
  } else if constexpr (std::is_same_v<T, bool>) {
    if (!json.is_boolean()) refuse("true or false was expected");
    value = json.get<bool>();
  } else if constexpr (std::is_arithmetic_v<T>) {
    read_number(json, value);
  } else if constexpr (IsVector<T>::value) {
    if (!json.is_array()) refuse("a list was expected");
    value.clear();
    value.reserve(json.size());
    for (const Json& entry : json) {
      typename T::value_type item{};
      read_value(entry, item);
      value.push_back(std::move(item));
    }
  } else if constexpr (IsMap<T>::value) {
    if (!json.is_object()) refuse("an object was expected");
    value.clear();
    for (const auto& [key, entry] : json.items()) read_value(entry, value[key]);
  } else {
    value = decode<T>(json);
  }
}

/// A field by its name in JSON.
template <class A>
void field_name(A& archive, const char* key, plan::Field& field) {
  std::string name(plan::name_of(field));
  archive.member(key, name);
  if constexpr (!A::kWrites) {
    const auto named = plan::field_named(name);
    if (!named) refuse("unknown field name");
    field = *named;
  }
}

template <typename T>
Json written(const T& value) {
  Writer writer;
  // One list of members serves both ways, so it takes a reference; a Writer only looks. A copy at
  // each level would copy the cells of a document five times.
  members(writer, const_cast<T&>(value));
  return std::move(writer.json());
}

template <typename T>
T read(const Json& json) {
  Reader reader(json);
  T value{};
  members(reader, value);
  return value;
}

/// encode() and decode() of a type of plan/ that has a members().
#define PLANMERGE_CODEC(Type)                       \
  Json encode(const plan::Type& value) {            \
    return written(value);                          \
  }                                                 \
  template <>                                       \
  plan::Type decode<plan::Type>(const Json& json) { \
    return read<plan::Type>(json);                  \
  }

}  // namespace planmerge::codec
