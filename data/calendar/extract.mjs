// Makes work_calendar.json: days off and make-up days of every announced year as facts from the npm package chinese-days (MIT), and
// an estimate for the years after them. Run it when a new notice is out and the package has it:
//   npm install --prefix days chinese-days@1.5.7 && node extract.mjs days > work_calendar.json
import {createRequire} from 'node:module';
import path from 'node:path';

const root = path.resolve(process.argv[2] ?? '.');
const require = createRequire(path.join(root, 'index.js'));
const days = require('chinese-days');
const facts = require('chinese-days/dist/chinese-days.json');
const version = require('chinese-days/package.json').version;

const kEstimatedYears = 10;

// The notices of the General Office of the State Council. 2004 to 2006 are older than the government's web archive.
const notices = {
  2007: 'http://www.gov.cn/zhengce/zhengceku/2008-03/28/content_1761.htm',
  2008: 'http://www.gov.cn/zhengce/zhengceku/2008-03/28/content_1645.htm',
  2009: 'http://www.gov.cn/zhengce/zhengceku/2008-12/10/content_1572.htm',
  2010: 'http://www.gov.cn/zhengce/zhengceku/2009-12/08/content_1476.htm',
  2011: 'http://www.gov.cn/zhengce/zhengceku/2010-12/10/content_1423.htm',
  2012: 'http://www.gov.cn/zhengce/zhengceku/2011-12/06/content_1411.htm',
  2013: 'http://www.gov.cn/zhengce/zhengceku/2012-12/10/content_1353.htm',
  2014: 'http://www.gov.cn/zhengce/zhengceku/2014-01/02/content_1194.htm',
  2015: 'http://www.gov.cn/zhengce/zhengceku/2014-12/16/content_9302.htm',
  2016: 'http://www.gov.cn/zhengce/zhengceku/2015-12/10/content_10394.htm',
  2017: 'http://www.gov.cn/zhengce/zhengceku/2016-12/01/content_5141603.htm',
  2018: 'http://www.gov.cn/zhengce/zhengceku/2017-11/30/content_5243579.htm',
  2019: 'http://www.gov.cn/zhengce/zhengceku/2018-12/06/content_5346276.htm',
  2020: 'http://www.gov.cn/zhengce/zhengceku/2019-11/21/content_5454164.htm',
  2021: 'http://www.gov.cn/zhengce/zhengceku/2020-11/25/content_5564127.htm',
  2022: 'http://www.gov.cn/zhengce/zhengceku/2021-10/25/content_5644835.htm',
  2023: 'http://www.gov.cn/zhengce/zhengceku/2022-12/08/content_5730844.htm',
  2024: 'https://www.gov.cn/zhengce/zhengceku/202310/content_6911528.htm',
  2025: 'https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm',
  2026: 'https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm',
};

const text = (date) => date.toISOString().slice(0, 10);
const plus = (date, count) => text(new Date(Date.parse(date) + count * 86_400_000));
const isWeekend = (date) => [0, 6].includes(new Date(date).getUTCDay());
const ofYear = (entries, year) => Object.entries(entries).filter(([date]) => date.startsWith(`${year}-`)).sort();

function announced(year) {
  return {
    year,
    announced: true,
    source: notices[year] ?? `chinese-days ${version}`,
    holidays: ofYear(facts.holidays, year).map(([date, names]) => [date, names.split(',')[1]]),
    make_up_days: ofYear(facts.workdays, year).map(([date]) => date),
  };
}

// 全国年节及纪念日放假办法 (2024 revision), article 2: thirteen days; article 6: a day that falls on a Saturday or Sunday is made good on
// a working day. Which weekends the notice will join to longer rests cannot be known: none is assumed.
function estimated(year) {
  const lunar = (month, day) => days.getSolarDateFromLunar(`${year}-${month}-${day}`).date;
  const spring = lunar('01', '01');
  const [qingming] = days.getSolarTerms(`${year}-04-01`, `${year}-04-10`).filter((term) => term.name === '清明');
  const statutory = [
    [`${year}-01-01`, '元旦'],
    ...[-1, 0, 1, 2].map((offset) => [plus(spring, offset), '春节']),
    [qingming.date, '清明'],
    [`${year}-05-01`, '劳动节'],
    [`${year}-05-02`, '劳动节'],
    [lunar('05', '05'), '端午'],
    [lunar('08', '15'), '中秋'],
    ...['01', '02', '03'].map((day) => [`${year}-10-${day}`, '国庆节']),
  ];
  const off = new Map();
  const toMakeGood = [];
  for (const [date, name] of statutory) {
    if (isWeekend(date) || off.has(date)) toMakeGood.push([date, name]);
    if (!off.has(date)) off.set(date, name);
  }
  for (const [date, name] of toMakeGood) {
    let day = date;
    while (isWeekend(day) || off.has(day)) day = plus(day, 1);
    off.set(day, name);
  }
  return {
    year,
    announced: false,
    source: '按《全国年节及纪念日放假办法》（2024年修订）推算，以国务院办公厅通知为准',
    holidays: [...off].sort(),
    make_up_days: [],
  };
}

const known = [...new Set(Object.keys(facts.holidays).map((date) => Number(date.slice(0, 4))))].sort();
const last = known[known.length - 1];
const years = known.map(announced);
for (let year = last + 1; year <= last + kEstimatedYears; ++year) years.push(estimated(year));

const row = (year) =>
  `  {"year": ${year.year}, "announced": ${year.announced}, "source": ${JSON.stringify(year.source)},\n` +
  `   "holidays": {${year.holidays.map(([date, name]) => `"${date}": "${name}"`).join(', ')}},\n` +
  `   "make_up_days": ${JSON.stringify(year.make_up_days)}}`;
console.log(`{
 "origin": "Facts from npm chinese-days ${version} (MIT); sources are the notices of the State Council's General Office. Made by extract.mjs.",
 "working_hours": [["09:00", "12:00"], ["13:00", "17:00"]],
 "years": [
${years.map(row).join(',\n')}
 ]
}`);
