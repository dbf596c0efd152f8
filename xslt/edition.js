/* What a reader sets and does on every page: light or dark, which kinds of names are marked, keys. All of it is extra: without it the pages
   read the same. Loaded before anything is drawn, so that no page shows in other colours first. */
(() => {
  'use strict';
  const KINDS = ['person', 'place', 'organisation', 'when'], STORE = 'broadsheet';
  const root = document.documentElement, all = selector => [...document.querySelectorAll(selector)], one = selector => document.querySelector(selector);
  const system = matchMedia('(prefers-color-scheme: dark)');
  let settings;

  /* --- settings: remembered, where the browser allows it --- */

  function recall() {
    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(STORE)); } catch { /* no storage, or none of ours */ }
    settings = {
      theme: ['light', 'dark'].includes(kept?.theme) ? kept.theme : '',
      hidden: KINDS.filter(kind => Array.isArray(kept?.hidden) && kept.hidden.includes(kind)),
      keys: kept?.keys !== false,
    };
  }
  function set(change) {
    Object.assign(settings, change);
    try { localStorage.setItem(STORE, JSON.stringify(settings)); } catch { /* it holds for this page */ }
    apply();
  }
  function isDark() { return settings.theme ? settings.theme === 'dark' : system.matches; }

  function apply() {
    if (settings.theme) root.dataset.theme = settings.theme; else delete root.dataset.theme;
    if (settings.hidden.length) root.dataset.unmarked = settings.hidden.join(' '); else delete root.dataset.unmarked;
    for (const button of all('[data-tool=theme]')) button.setAttribute('aria-pressed', isDark());
    for (const button of all('[data-marks]')) button.setAttribute('aria-pressed', !settings.hidden.includes(button.dataset.marks));
    for (const box of all('[data-tool=keys]')) box.checked = settings.keys;
  }

  /* --- what can be done --- */

  /* a choice that agrees with the system is none: the page follows the system again */
  function switchTheme() { set({ theme: isDark() === system.matches ? isDark() ? 'light' : 'dark' : '' }); }
  function switchMarks(kind) { set({ hidden: KINDS.filter(other => settings.hidden.includes(other) !== (other === kind)) }); }
  function switchAllMarks() {
    if (!one('[data-marks]')) return false;
    set({ hidden: settings.hidden.length ? [] : [...KINDS] });
    return true;
  }
  function help() { one('dialog.keys')?.showModal(); return true; }
  function search() {
    const box = one('input[type=search]'), link = one('a[data-tool=search]');
    if (box) { box.focus(); box.select(); } else if (link) location.href = link.href.split('#')[0] + '#words';
    return Boolean(box || link);
  }
  /* to the article before or after this one; in an issue, to the newspaper page */
  function turn(rel) {
    const link = one(`a[rel~=${rel}]`), pages = all('main.issue > .newspaper-page');
    if (root.scrollWidth > root.clientWidth) return false; // the arrows move a page that is wider than the window
    if (link) link.click();
    else if (pages.length > 1) (rel === 'next' ? pages.find(page => top(page) > 1) : pages.findLast(page => top(page) < -1))?.scrollIntoView();
    return Boolean(link) || pages.length > 1;
  }
  function top(page) { return Math.round(page.getBoundingClientRect().top - parseFloat(getComputedStyle(root).scrollPaddingTop)); }

  const KEYS = { ArrowLeft: () => turn('prev'), ArrowRight: () => turn('next'), '/': search, e: switchAllMarks, '?': help };

  addEventListener('keydown', event => {
    const act = Object.hasOwn(KEYS, event.key) && KEYS[event.key], { target } = event;
    if (!act || !settings.keys || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || one('dialog[open]')) return;
    if (target.closest?.('input, textarea, select, [contenteditable], .table')) return; // where a key writes, chooses or scrolls
    if (act()) event.preventDefault();
  });

  /* --- what the page gets --- */

  function equip() {
    for (const mark of all('.legend li > *')) {
      const kind = KINDS.find(name => mark.classList.contains(name));
      if (!kind) continue;
      const button = Object.assign(document.createElement('button'), { type: 'button', onclick: () => switchMarks(kind) });
      button.dataset.marks = kind;
      mark.replaceWith(button);
      button.append(mark);
    }
    for (const [name, act] of [['theme', switchTheme], ['help', help]]) {
      for (const button of all(`[data-tool=${name}]`)) Object.assign(button, { hidden: false, onclick: act });
    }
    for (const box of all('[data-tool=keys]')) box.addEventListener('change', () => set({ keys: box.checked }));
    apply();
  }

  recall();
  apply();
  addEventListener('DOMContentLoaded', equip);
  addEventListener('storage', event => { if (event.key === STORE) { recall(); apply(); } });
  addEventListener('pageshow', event => { if (event.persisted) { recall(); apply(); } });
  system.addEventListener('change', apply);
})();
