// What a guide says of one element, as an answer. Pure: nothing but the guide's own values.
#pragma once

#include "asking/asking.hpp"

namespace yw::asking {

/// Nothing where the guide says nothing of it.
std::optional<Passage> compose(const catalogue::PublishedGuide& guide, Element element);
/// The guide's own question with this number and its answer.
Passage compose_question(const catalogue::PublishedGuide& guide, std::size_t number);
/// Of the part of the guide's page; empty: its head.
std::string_view anchor_of(Element element);
/// Whom to ask about the item.
Person person_of(const catalogue::PublishedGuide& guide);

}  // namespace yw::asking
