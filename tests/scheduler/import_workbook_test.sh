#!/usr/bin/env bash
# A school's list as a real workbook (written by openpyxl) is the same cohort as its CSV: dates as dates, numbers as
# numbers, the wrong cell named by the row that Excel shows.
. "$(dirname "$0")/school.sh"
/usr/bin/python3 -c 'import openpyxl' 2>/dev/null || skip_all "a workbook is imported" "python3-openpyxl is not installed"
data=$work/data python=/usr/bin/python3 # the one that Debian's modules belong to

# workbook FILE CODE: CODE (Python) fills the sheet `s` of the workbook `b`, from the rows of the example.
workbook() {
  $python - "$root/deploy/examples/cohort-mbo.csv" "$1" "$2" <<'PY'
import csv, datetime, sys, openpyxl
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8-sig"), delimiter=";"))
rows[0] = [h.lower() for h in rows[0]]
b = openpyxl.Workbook()
s = b.active
def typed(heading, text):
    """As a person's typing becomes a cell: days and numbers are no texts."""
    if "datum" in heading and text: return datetime.datetime.strptime(text, "%d-%m-%Y")
    if heading in ("mobiel", "leerlingnummer", "huisnummer"):
        digits = text.replace(" ", "")
        if digits.isdigit(): return int(digits)
    return text or None
exec(sys.argv[3])
b.save(sys.argv[2])
PY
}
cells='
for row in rows: s.append([typed(h, c) for h, c in zip(rows[0], row)] if row is not rows[0] else row)'

at $start init
at $start organisation add --id roc --kind mbo --name "ROC De Linde" --region midden
try() { at $start import "$1" --organisation roc --cohort "mbo-2026" --dry-run "${@:2}"; }
try "$root/deploy/examples/cohort-mbo.csv"
ok $? "the example as CSV"
python3 -c 'import json,sys; print(json.dumps([r["values"] for r in json.load(open(sys.argv[1]))["rows"]], sort_keys=True))' "$work/answer" >"$work/csv.values"
workbook "$work/plain.xlsx" "$cells"
try "$work/plain.xlsx"
ok $? "the same as a workbook"
python3 -c 'import json,sys; print(json.dumps([r["values"] for r in json.load(open(sys.argv[1]))["rows"]], sort_keys=True))' "$work/answer" >"$work/xlsx.values"
cmp -s "$work/csv.values" "$work/xlsx.values"
ok $? "has the same values: days, telephone numbers that lost their nought, names"

workbook "$work/second.xlsx" "s.title = 'Uitleg'; s.append(['niets']); s = b.create_sheet('Leerlingen'); s.append(['Export van 31 augustus']); s.append([])$cells
s.cell(row=5, column=rows[0].index('geboortedatum') + 1, value='31-02-2008')"
printf '[file]\nsheet = leerlingen\nskip_lines = 2\n' >"$work/mapping.ini"
try "$work/second.xlsx" --mapping "$work/mapping.ini"
[ $? = 1 ]
ok $? "another sheet, below a title: a wrong day is no"
holds "is named by the row that Excel shows" \
  "[(r['line'], e['column'], e['code']) for r in d['rows'] for e in r['errors']] == [(5, 'geboortedatum', 'no_such_day')]"
"$waakvlam" --data "$data" --now $start import "$work/second.xlsx" --organisation roc --cohort x --dry-run >/dev/null 2>"$work/said"
[ $? = 2 ] && grep -q 'De kolom' "$work/said"
ok $? "the first sheet has no columns of ours, and the answer says which are missing"
cat "$work/plain.xlsx" | "$waakvlam" --data "$data" --now $start import - --organisation roc --cohort x --dry-run >/dev/null 2>"$work/said"
[ $? = 2 ] && grep -q 'xlsx' "$work/said"
ok $? "through a pipe it is refused with the way out"
at $start import "$work/plain.xlsx" --organisation roc --cohort mbo-2026
ok $? "it is imported"
at $start import "$root/deploy/examples/cohort-mbo.csv" --organisation roc --cohort mbo-2026
holds "the CSV after it changes nothing" "d['accepted'] == 0 and d['unchanged'] == 12"
done_testing
