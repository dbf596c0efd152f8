/* The search page. Takes search/index.js and, as a query needs them, its parts (converter/publish/search.py writes both); shows the articles
   that hold the words asked for. The index only rules parts out: what is shown was compared character by character. */
(() => {
  'use strict';
  const PORTION = 50, SNIPPETS = 3, BEFORE = 18, AFTER = 42; // results at a time; places shown of each; characters beside a place
  const CJK = '[\\u2e80-\\u2fdf\\u3000-\\u30ff\\u3100-\\u312f\\u31a0-\\u31bf\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\ufe30-\\ufe4f\\uff00-\\uffef\\u{20000}-\\u{3ffff}\\u2018-\\u201d\\u2026\\u2014\\u00b7\\ue000-\\uf8ff\\ufffc]';
  const BLANKS = new RegExp(`(?<=${CJK})\\s+|\\s+(?=${CJK})`, 'gu'), SIGN = /[\p{P}\p{S}\p{Z}\p{Cc}\p{Cf}]/u;
  const form = document.querySelector('form[role=search]'), box = form.elements.q, list = document.querySelector('[data-role=results]');
  const said = document.querySelector('.found'), wider = document.querySelector('[data-role=wider]'), more = document.querySelector('[data-role=more]');
  const parts = new Map(), arrived = new Map(); // by number: the promise of a part, and who waits for it
  let index = null, filters = [], turn = 0, hits = [], shown = 0;

  window.broadsheet = {
    index(given) {
      index = given;
      filters = given.parts.map(bits => Uint8Array.from(atob(bits), char => char.charCodeAt(0)));
      document.querySelector('#persons')?.append(...given.persons.map(name => new Option(name, name)));
      start();
    },
    part(rows, n) { arrived.get(n)(rows.map(row => new Unit(...row))); },
    loose,
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

  function line(text) { return text.trim().replace(/\s+/g, ' ').replace(BLANKS, ''); }

  function small(char) {
    const code = char.charCodeAt(0), plain = code >= 0xFF01 && code <= 0xFF5E ? String.fromCharCode(code - 0xFEE0) : char;
    return SIGN.test(plain) ? '' : plain.toLowerCase();
  }
  function loose(text) { return Array.from(text, small).join(''); }

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
  function script(name, onerror) {
    document.head.append(Object.assign(document.createElement('script'), { src: `search/${name}.js`, onerror }));
  }
  function part(n) {
    if (!parts.has(n)) {
      parts.set(n, new Promise((resolve, reject) => {
        arrived.set(n, resolve);
        script(n, () => { parts.delete(n); reject(new Error(`no part ${n}`)); });
      }));
    }
    return parts.get(n);
  }

  /* --- a query --- */

  function asked() {
    const value = name => form.elements[name]?.value ?? '', name = value('person').trim();
    const persons = name && new Set(index.persons.flatMap((one, n) => one === name || !index.persons.includes(name) && one.includes(name) ? [n] : []));
    return {
      words: line(box.value), loosely: form.elements.loose.checked,
      fits: unit => (!value('issue') || unit.issue === Number(value('issue'))) && (!value('page') || unit.page === value('page'))
        && (!value('kind') || unit.kind === value('kind')) && (!persons || unit.persons.some(one => persons.has(one))),
      filtered: ['issue', 'page', 'kind', 'person'].some(value),
    };
  }

  function found(units, { words, fits, filtered }, loosely) {
    const sought = loosely ? loose(words) : words;
    if (!sought && !(filtered && !words)) return [];
    return units.filter(fits).map(unit => ({ unit, places: sought ? unit.places(sought, loosely) : [] })).filter(hit => hit.places.length || !sought);
  }

  async function run() {
    const mine = ++turn, query = asked();
    list.dataset.state = 'busy';
    remember();
    try {
      const chars = [...loose(query.words)], none = !query.words && !query.filtered;
      const numbers = none ? [] : filters.flatMap((bits, n) => mayHold(bits, chars) ? [n] : []);
      const units = (await Promise.all(numbers.map(part))).flat();
      if (mine !== turn) return;
      const strict = query.loosely ? [] : found(units, query, false), wide = query.words ? found(units, query, true) : [];
      show(strict.length ? strict : wide.length ? wide : strict, none ? '' : strict.length || query.loosely && wide.length ? 'found' : wide.length ? 'loosely' : 'none');
      wider.parentNode.hidden = !strict.length || wide.length <= strict.length;
      wider.textContent = filled(wider.dataset.words, wide.length);
    } catch {
      if (mine !== turn) return;
      show([], 'failed');
    }
    list.dataset.state = 'done';
  }

  function remember() {
    const facts = [...new FormData(form)].filter(([, value]) => value);
    try { history.replaceState(null, '', facts.length ? '?' + new URLSearchParams(facts) : location.pathname); } catch { /* a browser that keeps the address of files as it is */ }
  }

  /* --- results --- */

  function filled(words, n) { return words.replace('{n}', n).replace('{q}', box.value.trim()); }

  function show(given, what) {
    hits = given;
    shown = 0;
    list.replaceChildren();
    said.textContent = what ? filled(said.dataset[what], hits.length) : '';
    wider.parentNode.hidden = true;
    further();
  }
  function further() {
    list.append(...hits.slice(shown, shown + PORTION).map(result));
    shown = Math.min(shown + PORTION, hits.length);
    more.parentNode.hidden = shown >= hits.length;
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
    const lang = box.lang || document.documentElement.lang;
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
    clearTimeout(soon);
    if (index) soon = setTimeout(run, wait);
  }
  function start() {
    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = form.elements[name];
      if (field?.type === 'checkbox') field.checked = true;
      else if (field) field.value = value;
    }
    if (location.search || list.dataset.state === 'busy') ask(0);
  }
  script('index', () => show([], 'failed'));
  form.addEventListener('submit', event => { event.preventDefault(); ask(0); });
  form.addEventListener('input', event => { if (!event.isComposing) ask(150); });
  form.addEventListener('compositionend', () => ask(150));
  wider.addEventListener('click', () => { form.elements.loose.checked = true; ask(0); box.focus(); });
  more.addEventListener('click', () => {
    const next = shown;
    further();
    list.children[next]?.querySelector('a').focus();
    list.dataset.state = 'done';
  });
})();
