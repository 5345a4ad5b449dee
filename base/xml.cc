// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/xml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <cstdarg>
#include <cstring>
#include <deque>
#include <exception>
#include <memory>

#include "base/error.h"

namespace planmerge {
namespace {

/// Counts what a tag holds before the parser sees it: libxml2 takes time that grows with the
/// square of the number of attributes. Works for UTF-16 too, whose bytes show the same ASCII.
class TagMeter {
 public:
  explicit TagMeter(const XmlLimits& limits) : limits_(limits) {}

  bool within(const char* bytes, std::size_t size) {
    const char* at = bytes;
    const char* const end = bytes + size;
    while (at != end) {
      if (!in_tag_) {
        // Between tags nothing is counted: most of a document is skipped here.
        at = static_cast<const char*>(std::memchr(at, '<', static_cast<std::size_t>(end - at)));
        if (at == nullptr) return true;
        ++at;
        in_tag_ = true;
        quote_ = 0;
        length_ = equals_ = 0;
        continue;
      }
      const char* const begin = at;
      at = quote_ != 0 ? behind_value(at, end) : behind_names(at, end);
      length_ += static_cast<std::size_t>(at - begin);
      if (length_ > limits_.tag_bytes || equals_ > limits_.attributes) return false;
    }
    return true;
  }

 private:
  const char* behind_value(const char* at, const char* end) {
    const void* found = std::memchr(at, quote_, static_cast<std::size_t>(end - at));
    if (found == nullptr) return end;
    quote_ = 0;
    return static_cast<const char*>(found) + 1;
  }

  const char* behind_names(const char* at, const char* end) {
    while (at != end) {
      const char c = *at++;
      if (c == '=') {
        ++equals_;
      } else if (c == '>') {
        in_tag_ = false;
        break;
      } else if ((c == '"' || c == '\'') && equals_ > 0) {
        // A quote mark that no "=" announces is text of a comment, not of an attribute.
        quote_ = c;
        break;
      }
    }
    return at;
  }

  const XmlLimits& limits_;
  bool in_tag_ = false;
  char quote_ = 0;
  std::size_t length_ = 0, equals_ = 0;
};

/// What the C callbacks share. An exception is kept here until libxml2 has returned.
struct Session {
  const std::function<std::size_t(char*, std::size_t)>* read = nullptr;
  XmlHandler* handler = nullptr;
  const XmlLimits* limits = nullptr;
  const std::string* where = nullptr;
  TagMeter meter;
  xmlParserCtxtPtr context = nullptr;
  std::exception_ptr thrown;
  int depth = 0;
  std::vector<XmlAttribute> attributes;
  std::deque<std::string> unescaped;  // values that are not as they stand in the input
  const xmlChar* uri = nullptr;       // of the last element, and its view: most have the same
  std::string_view uri_view;
  std::string message;
};

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view()
                         : std::string_view(reinterpret_cast<const char*>(text));
}

/// The value of an attribute. With entities left alone (no NOENT) libxml2 hands "&" over as
/// "&#38;", and nothing else that way.
std::string_view value_of(Session& session, std::string_view raw) {
  constexpr std::string_view kAmpersand = "&#38;";
  if (raw.find(kAmpersand) == std::string_view::npos) return raw;
  std::string& value = session.unescaped.emplace_back(raw);
  for (std::size_t at = value.find(kAmpersand); at != std::string::npos;
       at = value.find(kAmpersand, at + 1))
    value.replace(at, kAmpersand.size(), "&");
  return value;
}

/// libxml2 keeps one copy of each name of a document, so the pointer tells names apart.
std::string_view uri_of(Session& session, const xmlChar* uri) {
  if (uri != session.uri) {
    session.uri = uri;
    session.uri_view = view(uri);
  }
  return session.uri_view;
}

template <typename Work>
void guarded(Session& session, const Work& work) {
  if (session.thrown) return;
  try {
    work();
  } catch (...) {
    session.thrown = std::current_exception();
    if (session.context != nullptr) xmlStopParser(session.context);
  }
}

// xmlStopParser() frees the very input that is being filled here, so a failure only ends the
// input; the handlers do nothing from then on.
int on_read(void* user, char* buffer, int size) {
  Session& session = *static_cast<Session*>(user);
  if (session.thrown) return -1;
  int got = 0;
  try {
    const std::size_t count = (*session.read)(buffer, static_cast<std::size_t>(size));
    if (!session.meter.within(buffer, count))
      throw Error(Error::Kind::Limit, "limit", *session.where,
                  "a tag is too long or has too many attributes");
    got = static_cast<int>(count);
  } catch (...) {
    session.thrown = std::current_exception();
  }
  return session.thrown ? -1 : got;
}

void on_start(void* user, const xmlChar* name, const xmlChar* /*prefix*/, const xmlChar* uri,
              int /*namespaces*/, const xmlChar** /*list*/, int count, int /*defaulted*/,
              const xmlChar** raw) {
  Session& session = *static_cast<Session*>(user);
  guarded(session, [&] {
    if (++session.depth > session.limits->depth)
      throw Error(Error::Kind::Limit, "limit", *session.where,
                  "elements are nested deeper than " + std::to_string(session.limits->depth));
    session.attributes.resize(static_cast<std::size_t>(count));
    for (XmlAttribute& attribute : session.attributes) {
      // Five pointers an attribute: name, prefix, URI, begin and end of the value.
      attribute.name = view(raw[0]);
      attribute.value = value_of(
          session, {reinterpret_cast<const char*>(raw[3]), reinterpret_cast<const char*>(raw[4])});
      raw += 5;
    }
    session.handler->start(uri_of(session, uri), view(name), XmlAttributes(session.attributes));
    session.unescaped.clear();
  });
}

void on_end(void* user, const xmlChar* name, const xmlChar* /*prefix*/, const xmlChar* uri) {
  Session& session = *static_cast<Session*>(user);
  --session.depth;
  guarded(session, [&] { session.handler->end(uri_of(session, uri), view(name)); });
}

void on_text(void* user, const xmlChar* text, int size) {
  Session& session = *static_cast<Session*>(user);
  guarded(session, [&] {
    session.handler->text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)});
  });
}

void on_dtd(void* user, const xmlChar* /*name*/, const xmlChar* /*id*/, const xmlChar* /*system*/) {
  Session& session = *static_cast<Session*>(user);
  guarded(session, [&] {
    throw Error(Error::Kind::Unreadable, "dtd", *session.where,
                "has a document type declaration, which no office document may have");
  });
}

void on_error(void* user, xmlErrorPtr error) {
  Session& session = *static_cast<Session*>(user);
  if (!session.message.empty() || error == nullptr || error->message == nullptr) return;
  session.message = "line " + std::to_string(error->line) + ": " + error->message;
  while (!session.message.empty() && session.message.back() == '\n') session.message.pop_back();
}

xmlSAXHandler callbacks() {
  xmlSAXHandler sax{};
  sax.initialized = XML_SAX2_MAGIC;
  sax.startElementNs = on_start;
  sax.endElementNs = on_end;
  sax.characters = on_text;
  sax.ignorableWhitespace = on_text;
  sax.cdataBlock = on_text;
  sax.internalSubset = on_dtd;
  sax.serror = on_error;
  return sax;
}

struct FreeContext {
  void operator()(xmlParserCtxtPtr context) const {
    if (context->myDoc != nullptr) xmlFreeDoc(context->myDoc);
    context->myDoc = nullptr;
    xmlFreeParserCtxt(context);
  }
};

}  // namespace

void parse_xml(const std::function<std::size_t(char*, std::size_t)>& read, const std::string& where,
               XmlHandler& handler, const XmlLimits& limits) {
  Session session{&read, &handler, &limits, &where, TagMeter(limits), nullptr, nullptr, 0, {},
                  {},    nullptr,  {},      ""};
  xmlSAXHandler sax = callbacks();
  // Pull parsing: unlike the push parser it has a depth limit of its own.
  const std::unique_ptr<xmlParserCtxt, FreeContext> context(
      xmlCreateIOParserCtxt(&sax, &session, on_read, nullptr, &session, XML_CHAR_ENCODING_NONE));
  if (session.thrown) std::rethrow_exception(session.thrown);
  if (!context)
    throw Error(Error::Kind::Unreadable, "damaged", where, "is empty or cannot be parsed");
  session.context = context.get();
  xmlCtxtUseOptions(context.get(), XML_PARSE_NONET);
  xmlParseDocument(context.get());
  if (session.thrown) std::rethrow_exception(session.thrown);
  if (context->wellFormed == 0)
    throw Error(Error::Kind::Unreadable, "damaged", where,
                session.message.empty() ? "is not well-formed XML"
                                        : "is not well-formed XML, " + session.message);
}

}  // namespace planmerge
