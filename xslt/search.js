/* The search page. Takes search/index.js and, as a query needs them, its parts (converter/publish/search.py writes both); shows the articles
   that hold the words asked for. The index only rules parts out: what is shown was compared character by character. An archive also has an
   index by Pagefind (converter/publish/archive.py), which takes the place of search/index.js where a server lets it load. */
(() => {
  'use strict';
  const PORTION = 50, PARTS = 16, SNIPPETS = 3, BEFORE = 18, AFTER = 42; // results at a time; parts loaded at first; places shown of each; characters beside a place
  const CJK = '[\\u2e80-\\u2fdf\\u3000-\\u30ff\\u3100-\\u312f\\u31a0-\\u31bf\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\ufe30-\\ufe4f\\uff00-\\uffef\\u{20000}-\\u{3ffff}\\u2018-\\u201d\\u2026\\u2014\\u00b7\\ue000-\\uf8ff\\ufffc]';
  const BLANKS = new RegExp(`(?<=${CJK})\\s+|\\s+(?=${CJK})`, 'gu'), SIGN = /[\p{P}\p{S}\p{Z}\p{Cc}\p{Cf}]/u, ALONE = new RegExp(`^(?:${CJK}|\\p{Nd}$)`, 'u');
  const form = document.querySelector('form[role=search]'), box = form.elements.q, list = document.querySelector('[data-role=results]');
  const said = document.querySelector('.found'), wider = document.querySelector('[data-role=wider]'), more = document.querySelector('[data-role=more]');
  const parts = new Map(), arrived = new Map(); // by number: the promise of a part, and its rows
  const archive = form.dataset.archive; // folder of Pagefind's index
  let persons = [], filters = null, pagefind = null, turn = 0, asking = null;

  window.broadsheet = {
    index(given) { filters = given.map(bits => Uint8Array.from(atob(bits), char => char.charCodeAt(0))); },
    persons(given) {
      persons = given;
      document.querySelector('#persons')?.append(...given.map(name => new Option(name, name)));
    },
    part(rows, n) { arrived.set(n, rows.map(row => new Unit(...row))); },
    loose, words,
  };

  class Unit {
    constructor(issue, path, id, title, page, kind, persons, ids, text) {
      Object.assign(this, { issue, path, id, title, page, kind, persons, text, ids: ids.split(' ') });
    }
    /* [start, end] of each place that holds the words */
    places(words, loosely) {
      const { text, at } = loosely ? this.loose ??= mapped(this.text) : this, found = [];
      for (let from = text.indexOf(words); from >= 0; from = text.indexOf(words, from + words.length)) {
        const end = from + words.length;
        found.push(at ? [at[from], at[end - 1] + 1] : [from, end]);
      }
      return found;
    }
    /* the address of the paragraph that holds a place */
    address(place) {
      const before = this.text.slice(0, place), id = this.ids[before.split('\n').length - 1] || this.id;
      return this.path.split('/').map(encodeURIComponent).join('/') + (id ? '#' + encodeURIComponent(id) : '');
    }
  }

  /* --- text --- */

  /* as the parts have it; a character that only the font of the source has is 〓 there */
  function line(text) { return text.trim().replace(/\s+/g, ' ').replace(BLANKS, '').replace(/\p{Co}/gu, '〓'); }

  function small(char) {
    const code = char.charCodeAt(0), plain = code >= 0xFF01 && code <= 0xFF5E ? String.fromCharCode(code - 0xFEE0) : char;
    return SIGN.test(plain) ? '' : plain.toLowerCase();
  }
  function loose(text) { return Array.from(text, small).join(''); }

  /* each character of the scripts that do not part words, each digit, each word of the others: the words of the archive's index */
  function words(text) {
    const out = [''];
    for (const char of text) {
      const plain = small(char);
      if (ALONE.test(plain)) out.push(plain, '');
      else if (plain) out.push(out.pop() + plain);
      else out.push('');
    }
    return out.filter(word => word);
  }

  /* the loose text, and of each of its units where it stands; blocks stay apart */
  function mapped(whole) {
    const at = [];
    let text = '', place = 0;
    for (const char of whole) {
      const plain = char === '\n' ? char : small(char);
      for (let n = 0; n < plain.length; n++) at.push(place + Math.min(n, char.length - 1));
      text += plain;
      place += char.length;
    }
    return { text, at };
  }

  /* --- parts --- */

  function hashed(first, second) {
    let n = Math.imul(first.codePointAt(0), 0x9E3779B1) ^ Math.imul(second.codePointAt(0), 0x85EBCA6B);
    n = Math.imul(n ^ n >>> 16, 0x7FEB352D);
    n = Math.imul(n ^ n >>> 15, 0x846CA68B);
    n = (n ^ n >>> 16) >>> 0;
    return [n, (n >>> 16 | n << 16 | 1) >>> 0];
  }
  function mayHold(bits, chars) {
    return chars.every((char, n) => {
      if (n === 0) return true;
      const [place, step] = hashed(chars[n - 1], char);
      return [0, 1, 2].every(times => {
        const at = ((place + times * step) >>> 0) % (8 * bits.length);
        return bits[at >> 3] >> (at & 7) & 1;
      });
    });
  }
  /* a script, for only scripts load where a site is opened from a folder */
  function script(name) {
    return new Promise((onload, onerror) => document.head.append(Object.assign(document.createElement('script'), { src: `search/${name}.js`, onload, onerror })));
  }
  /* its rows; what it calls `part` with is at hand when it has loaded */
  async function part(n) {
    if (!parts.has(n)) parts.set(n, script(n).then(() => arrived.get(n)));
    try { return await parts.get(n); } catch (error) { parts.delete(n); throw error; }
  }

  /* --- where the words may be: each gives the next units to compare, and says how many places are left; some count articles --- */

  function inIndex({ words: sought }) {
    const chars = [...loose(sought)], numbers = filters.flatMap((bits, n) => mayHold(bits, chars) ? [n] : []);
    let many = PARTS;
    const stream = { left: numbers.length, counts: false, next: async () => {
      const units = (await Promise.all(numbers.splice(0, many).map(part))).flat();
      stream.left = numbers.length;
      many *= 2; // words that are rare in what may hold them are not waited for step by step
      return units;
    } };
    return stream;
  }
  function fact(name, value) { return `fact${name}${[...new TextEncoder().encode(value)].map(byte => byte.toString(16).padStart(2, '0')).join('')}`; }
  async function inArchive({ words: sought, chosen, names }) {
    const phrase = words(sought).join(' '), of = async term => (await pagefind.search(`"${term}"`, { sort: { order: 'asc' } })).results;
    const terms = Object.entries(chosen).filter(([, value]) => value).map(([name, value]) => (name === 'person' ? names : [value]).map(one => fact(name, one)));
    const lists = await Promise.all(terms.map(async one => (await Promise.all(one.map(of))).flat()));
    const sets = lists.map(results => new Set(results.map(one => one.id)));
    const found = (phrase ? await of(phrase) : [...new Map(lists[0].map(one => [one.id, one])).values()]).filter(one => sets.every(set => set.has(one.id)));
    const stream = { left: found.length, counts: true, next: async () => {
      const places = await Promise.all(found.splice(0, PORTION).map(async one => (await one.data()).url.match(/(\d+)-(\d+)\.html$/).slice(1).map(Number)));
      stream.left = found.length;
      return Promise.all(places.map(async ([n, row]) => (await part(n))[row]));
    } };
    return stream;
  }

  /* --- a query --- */

  function asked() {
    const value = name => form.elements[name]?.value.trim() ?? '', chosen = Object.fromEntries(['issue', 'page', 'kind', 'person'].map(name => [name, value(name)]));
    const exact = persons.includes(chosen.person), names = persons.filter(one => exact ? one === chosen.person : one.includes(chosen.person));
    return {
      words: line(box.value), loosely: form.elements.loose.checked, chosen, names, filtered: Object.values(chosen).some(one => one),
      fits: unit => (!chosen.issue || unit.issue === Number(chosen.issue)) && (!chosen.page || unit.page === chosen.page)
        && (!chosen.kind || unit.kind === chosen.kind) && (!chosen.person || unit.persons.some(one => names.includes(persons[one]))),
    };
  }

  function found(units, { words: asIs, fits, filtered }, loosely) {
    const sought = loosely ? loose(asIs) : asIs;
    if (!sought && (asIs || !filtered)) return [];
    return units.filter(fits).map(unit => ({ unit, places: sought ? unit.places(sought, loosely) : [] })).filter(hit => hit.places.length || !sought);
  }

  async function run() {
    const query = asked(), mine = asking = { query, turn: ++turn, hits: [], wide: [], shown: 0, stream: null };
    list.dataset.state = 'busy';
    remember();
    try {
      const none = query.words ? pagefind && !words(query.words).length : !query.filtered; // signs alone are no words of Pagefind's
      mine.stream = none ? { left: 0 } : await (pagefind ? inArchive(query) : inIndex(query));
      await advance(mine);
    } catch {
      if (mine.turn === turn) fail();
    }
  }

  /* compares until there is a portion more to show, and shows it */
  async function advance(mine) {
    const { query, stream } = mine, enough = mine.shown + PORTION;
    while (stream.left && mine.hits.length < enough) {
      const units = await stream.next();
      if (mine.turn !== turn) return;
      mine.hits.push(...found(units, query, query.loosely));
      if (query.words && !query.loosely) mine.wide.push(...found(units, query, true));
    }
    if (mine.turn !== turn) return;
    const loosely = !mine.hits.length && !stream.left && mine.wide.length > 0;
    if (loosely) mine.hits = mine.wide;
    const told = mine.hits.length + (stream.counts ? stream.left : 0), widens = mine.wide.length > mine.hits.length && !stream.left;
    if (!mine.shown) list.replaceChildren();
    tell(loosely ? 'loosely' : stream.left ? stream.counts ? 'most' : 'least' : mine.hits.length ? 'found' : query.words ? 'none' : '', told);
    wider.parentNode.hidden = !widens;
    wider.textContent = filled(wider.dataset.words, mine.wide.length);
    list.append(...mine.hits.slice(mine.shown, enough).map(result));
    mine.shown = Math.min(enough, mine.hits.length);
    more.parentNode.hidden = mine.shown >= mine.hits.length && !stream.left;
    list.dataset.state = 'done';
  }

  function remember() {
    const facts = [...new FormData(form)].filter(([, value]) => value);
    try { history.replaceState(null, '', facts.length ? '?' + new URLSearchParams(facts) : location.pathname); } catch { /* a browser that keeps the address of files as it is */ }
  }

  /* --- results --- */

  function filled(words, n) { return words.replace('{n}', n).replace('{q}', box.value.trim()); }

  function tell(what, n = 0) { said.textContent = what ? filled(said.dataset[what], n) : ''; }
  function fail() {
    list.replaceChildren();
    for (const button of [wider, more]) button.parentNode.hidden = true;
    tell('failed');
    list.dataset.state = 'done';
  }

  function element(name, facts, ...children) {
    const made = Object.assign(document.createElement(name), facts);
    made.append(...children);
    return made;
  }
  function link(unit, place, ...children) {
    const made = element('a', { href: unit.address(place) }, ...children);
    if (unit.id) made.dataset.article = unit.id;
    return made;
  }
  /* what a filter calls the value of a unit */
  function called(name, value) {
    const option = value === '' ? null : [...form.elements[name]?.options ?? []].find(one => one.value === String(value));
    return option ? [element('span', { textContent: option.textContent })] : [];
  }
  function result({ unit, places }) {
    const facts = [...called('issue', unit.issue), ...called('page', unit.page), ...called('kind', unit.kind)];
    const lang = form.elements.issue?.options[unit.issue + 1].lang || box.lang || document.documentElement.lang;
    return element('li', {}, element('h2', { lang }, link(unit, places[0]?.[0] ?? 0, unit.title)),
      ...(facts.length ? [element('p', { className: 'facts' }, ...facts)] : []), ...snippets(unit, places).map(one => Object.assign(one, { lang })));
  }

  function snippets(unit, places) {
    const out = [];
    let shownTo = 0;
    for (const [start] of places.length ? places : [[0, 0]]) {
      if (start < shownTo) continue;
      if (out.length === SNIPPETS) break;
      const first = unit.text.lastIndexOf('\n', start - 1) + 1, last = (unit.text.indexOf('\n', start) + 1 || unit.text.length + 1) - 1;
      const from = inside(unit.text, Math.max(first, start - BEFORE)), to = inside(unit.text, Math.min(last, start + AFTER));
      shownTo = to;
      out.push(element('p', { className: 'snippet' }, from > first ? '…' : '', link(unit, start, ...marked(unit.text, from, to, places)), to < last ? '…' : ''));
    }
    return out;
  }
  /* never between the halves of a character, nor in a word */
  function inside(text, place) {
    const cuts = at => /[\udc00-\udfff]/.test(text[at] ?? '') || /\w\w/.test(text.slice(at - 1, at + 1));
    for (let n = 0; n < 12 && cuts(place); n++) place--;
    return place;
  }
  function marked(text, from, to, places) {
    const out = [];
    for (const [start, end] of places.filter(([start, end]) => end > from && start < to)) {
      out.push(text.slice(from, Math.max(from, start)), element('mark', { textContent: text.slice(Math.max(from, start), Math.min(end, to)) }));
      from = Math.min(end, to);
    }
    return [...out, text.slice(from, to)].filter(one => one);
  }

  /* --- what the reader does --- */

  let soon = 0;
  function ask(wait) {
    list.dataset.state = 'busy';
    turn++;
    clearTimeout(soon);
    if (filters || pagefind) soon = setTimeout(run, wait);
  }
  function start() {
    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = form.elements[name];
      if (field?.type === 'checkbox') field.checked = true;
      else if (field) field.value = value;
    }
    if (location.search || list.dataset.state === 'busy') ask(0);
  }
  async function withArchive() {
    const loaded = await import(new URL(`${archive}pagefind.js`, location.href));
    await loaded.options({ excerptLength: 1 });
    await loaded.init();
    pagefind = loaded;
  }
  const withIndex = () => script('index');
  Promise.all([script('persons'), archive && location.protocol !== 'file:' ? withArchive().catch(withIndex) : withIndex()]).then(start, fail);

  form.addEventListener('submit', event => { event.preventDefault(); ask(0); });
  form.addEventListener('input', event => { if (!event.isComposing) ask(150); });
  form.addEventListener('compositionend', () => ask(150));
  wider.addEventListener('click', () => { form.elements.loose.checked = true; ask(0); box.focus(); });
  more.addEventListener('click', async () => {
    const next = asking.shown, mine = asking;
    list.dataset.state = 'busy';
    await advance(mine).catch(fail);
    list.children[next]?.querySelector('a').focus();
  });
})();
