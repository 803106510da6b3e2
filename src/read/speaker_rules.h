// speaker_rules: what found a speaker, each with the sentence that --explain shows.
//
// The first list has learnt weights (gen/speaker_table.h), in its order: a new rule goes to its
// end, and the weights are learnt anew (tools/train-speakers).
#ifndef READ_SPEAKER_RULES_H
#define READ_SPEAKER_RULES_H

// clang-format off
#define SPEAKER_RULES(X) \
    X(SPEAKER_BY_BEFORE_CUE, "subject before the cue") \
    X(SPEAKER_BY_BEHIND_CUE, "subject behind the cue") \
    X(SPEAKER_BY_FIRST_WORD, "known by the first word of a name") \
    X(SPEAKER_BY_SAME_SOURCE, "the same source as before") \
    X(SPEAKER_BY_SAME_CORRESPONDENT, "the same correspondent as before") \
    X(SPEAKER_BY_HOLDER, "who holds the office that is named") \
    X(SPEAKER_BY_FULLER_FORM, "fuller form of the name that is given") \
    X(SPEAKER_BY_SAME_DOCUMENT, "the same document as before") \
    X(SPEAKER_BY_ONLY_ORGANISATION, "the only organisation of that kind") \
    X(SPEAKER_BY_ONLY_FIRST_NAME, "the only one with such a first name") \
    X(SPEAKER_BY_ONLY_HOLDER, "the only one with such an office") \
    X(SPEAKER_BY_LAST_BY_OFFICE, "the last speaker, named by an office") \
    X(SPEAKER_BY_SPOKE_HERE, "carried over: who spoke in the sentence") \
    X(SPEAKER_BY_PLURAL_GROUP, "a group in the sentence, the verb is plural") \
    X(SPEAKER_BY_OTHER_VERB, "subject of another verb in the sentence") \
    X(SPEAKER_BY_SENTENCE_SUBJECT, "subject of the sentence") \
    X(SPEAKER_BY_LAST_THAT_AGREES, "carried over: the last speaker that agrees with the verb") \
    X(SPEAKER_BY_EARLIER_THAT_AGREES, "subject of an earlier sentence that agrees with the verb") \
    X(SPEAKER_BY_LAST_PERSON_NAMED, "the last person named before the verb") \
    X(SPEAKER_BY_LAST_SPEAKER, "carried over: the last speaker") \
    X(SPEAKER_BY_EARLIER_SUBJECT, "subject of an earlier sentence") \
    X(SPEAKER_BY_INTRODUCED, "introduced before, without the article")
// Without: what the choice among candidates took, and what it is not asked about.
#define SPEAKER_OTHER_RULES(X) \
    X(SPEAKER_LIKELIEST_WRITTEN_BEHIND, "likeliest: as it is written behind the cue") \
    X(SPEAKER_LIKELIEST_WRITTEN_BEFORE, "likeliest: as it is written before the cue") \
    X(SPEAKER_LIKELIEST_MEANT_BEHIND, "likeliest: whom the words behind the cue mean") \
    X(SPEAKER_LIKELIEST_MEANT_BEFORE, "likeliest: whom the words before the cue mean") \
    X(SPEAKER_LIKELIEST_NAME_BEHIND, "likeliest: the name behind an office") \
    X(SPEAKER_LIKELIEST_HOLDER, "likeliest: who holds such an office") \
    X(SPEAKER_LIKELIEST_LAST, "likeliest: the last speaker") \
    X(SPEAKER_LIKELIEST_EARLIER, "likeliest: an earlier speaker") \
    X(SPEAKER_LIKELIEST_HERE, "likeliest: named in the sentence") \
    X(SPEAKER_LIKELIEST_SENTENCE_BEFORE, "likeliest: named in the sentence before") \
    X(SPEAKER_LIKELIEST_TWO_BEFORE, "likeliest: named two sentences before") \
    X(SPEAKER_LIKELIEST_FIRST_PERSON, "likeliest: the first person of the article") \
    X(SPEAKER_LIKELIEST_OTHER_FORM, "likeliest: a shorter or longer form of the name") \
    X(SPEAKER_BY_OWN_WORDS, "the group that the words themselves name")
// clang-format on

enum speaker_rule {
    SPEAKER_BY_NONE,
#define X(name, text) name,
    SPEAKER_RULES(X) SPEAKER_OTHER_RULES(X)
#undef X
};
#define SPEAKER_RULES_LEARNT SPEAKER_BY_INTRODUCED // the last with weights

// NULL for SPEAKER_BY_NONE.
const char *speaker_rule_text(enum speaker_rule rule);

#endif
