#!/usr/bin/env bash
# Channels by the names that waakvlam.conf gives them: two of one type, what there is to set, and what is refused.
. "$(dirname "$0")/school.sh"
data=$work/data now=2026-10-12T10:00+02:00

# settings LINES: after [waakvlam], of which nothing is set.
settings() { printf '%s\n' "$1" >"$data/waakvlam.conf"; }
# asks STATUS NAME ARGUMENTS…: one command; its answer is kept.
asks() {
  local want=$1 name=$2; shift 2
  "$waakvlam" --data "$data" --now $now --json "$@" >"$work/answer" 2>"$work/said" </dev/null
  [ $? = "$want" ]
  ok $? "$name"
}
# refuses NAME LINES WORDS: a command with these settings fails and names them.
refuses() {
  settings "$2"
  "$waakvlam" --data "$data" channel check postbox >"$work/answer" 2>&1
  [ $? = 3 ] && grep -qF -- "$3" "$work/answer"
  ok $? "$1"
}

school '1;Sem;Jansen;01-01-2008;m.vandenberg@dekruin.example;0612345678;;pro;15-07-2026;nee;' '[organisation linde]
sms = tweede
[channel eerste]
type = postbox
folder = een
[channel tweede]
type = postbox
folder = twee'
ok $? "a school whose texts go by a channel with a name of its own"
at $now tick
[ -n "$(ls "$data/twee" 2>/dev/null)" ] && [ ! -e "$data/een" ] && [ -z "$(ls "$data/postbox")" ]
ok $? "they go to that channel's folder, not to the other of the same type"
asks 0 "the list" channel list
holds "names the channels that are set, with their type" \
  "d['configured'] == [{'name': 'eerste', 'type': 'postbox'}, {'name': 'tweede', 'type': 'postbox'}]"
holds "and every type with its abilities as words" \
  "[c['abilities'][:3] for c in d['channels'] if c['name'] == 'postbox'] == [['text', 'mail', 'invite']]"
holds "its options say what they are for, what is secret and what they are when left out" \
  "all(o['help'] and (o['required'] or 'default' in o) for c in d['channels'] for o in c['options']) and
   [o['secret'] for c in d['channels'] if c['name'] == 'kannel' for o in c['options'] if o['name'] in ('url', 'password')] == [False, True]"
asks 0 "the list of one type" channel list kannel
holds "has that type alone" "[c['name'] for c in d['channels']] == ['kannel']"
asks 2 "a type that there is not" channel list duif
asks 3 "to collect without a mail box is a setting that is missing" collect
holds "and the answer names it" "d == {'kept': 0, 'boxes': [], 'missing': 'mailbox'}"
grep -q "^    mailbox = imap$" "$work/said" && grep -q "^    \[channel imap\]$" "$work/said"
ok $? "with the lines to write"
asks 0 "a check by that name" channel check tweede
holds "answers by that name" "d['name'] == 'tweede' and d['ok'] and d['message'] == ''"
asks 0 "a message to yourself by the other" channel test eerste --to +31612345678
[ -n "$(ls "$data/een" 2>/dev/null)" ]
ok $? "goes to the other's folder"
asks 2 "a name that stands for nothing is refused" channel check /bin/true
asks 2 "also a path to a program in the installation" channel test ../program --to a@linde.example
refuses "a section without a type of that name" '[channel mine]
folder = x' '[channel mine] needs a type'
refuses "a type that there is not" '[channel mine]
type = /bin/sh' '[channel mine] has a type that there is not: /bin/sh'
refuses "the name of one type with another" '[channel smtp]
type = kannel' '[channel smtp] has the name of one type'
refuses "a name that would not fit in an address" '[channel My gateway]
type = kannel' '[channel My gateway] may be named'
refuses "a line that is no setting, by its number" '[channel smtp]
host = x
password = half
of-a-5ec4e7-word' 'line'
! grep -q 5ec4e7 "$work/answer"; ok $? "and what stands there is not shown, for it may be a password"
refuses "a value that does not read" '[channel smtp]
password = a'$'\xff''5ec4e7' '[channel smtp] password is not UTF-8'
! grep -q 5ec4e7 "$work/answer"; ok $? "nor is that"
settings '[channel postbox]
folder = a\tb\d'
asks 0 "a backslash is a sign like others" channel test postbox --to you@linde.example
[ -d "$data/a\\tb\\d" ]
ok $? "and is there as it was written, in a password too"
refuses "a setting of another type" '[channel mine]
type = kannel
host = x' '[channel mine] has no setting "host"'
done_testing
