'use strict';
// Filters and sorts the findings that are in the page. The choice stands in the address after '#', so that it can be shared.
(() => {
  const form = document.getElementById('controls');
  const list = document.getElementById('findings');
  const shown = document.getElementById('shown');
  const findings = [...list.querySelectorAll('article')].map((element, order) => ({
    element, order, data: element.dataset, text: element.textContent.toLowerCase(),
  }));
  const compareText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const compare = {
    '': (a, b) => a.order - b.order,
    path: (a, b) => compareText(a.data.path, b.data.path) || a.order - b.order,
    rule: (a, b) => compareText(a.data.rule, b.data.rule) || a.order - b.order,
    newest: (a, b) => compareText(b.data.date, a.data.date) || a.order - b.order,
    oldest: (a, b) => compareText(a.data.date, b.data.date) || a.order - b.order,
  };
  const boxes = [...form.elements.severity];

  function readAddress() {
    const wanted = new URLSearchParams(location.hash.slice(1));
    form.reset();
    form.elements.q.value = wanted.get('q') || '';
    if (wanted.has('severity')) {
      const chosen = wanted.get('severity').split(',');
      for (const box of boxes) box.checked = chosen.includes(box.value);
    }
    for (const name of ['lifetime', 'sort']) {
      form.elements[name].value = wanted.get(name) || '';
      if (form.elements[name].selectedIndex < 0) form.elements[name].value = '';
    }
    form.elements.head.checked = wanted.get('head') === '1';
  }

  function writeAddress() {
    const choice = new URLSearchParams();
    for (const name of ['q', 'lifetime', 'sort']) {
      if (form.elements[name].value) choice.set(name, form.elements[name].value);
    }
    if (boxes.some((box) => !box.checked)) choice.set('severity', boxes.filter((box) => box.checked).map((box) => box.value).join(','));
    if (form.elements.head.checked) choice.set('head', '1');
    history.replaceState(null, '', '#' + choice);
  }

  function update() {
    const words = form.elements.q.value.toLowerCase().split(/\s+/).filter(Boolean);
    const severities = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const lifetime = form.elements.lifetime.value;
    let count = 0;
    for (const { element, data, text } of findings) {
      const isShown = severities.has(data.severity) && (!lifetime || data.lifetime === lifetime) &&
        (!form.elements.head.checked || data.head === '1') && words.every((word) => text.includes(word));
      element.hidden = !isShown;
      if (isShown) count += 1;
    }
    list.append(...findings.slice().sort(compare[form.elements.sort.value]).map((finding) => finding.element));
    shown.value = count + ' of ' + findings.length + ' shown';
  }

  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', () => { update(); writeAddress(); });
  form.addEventListener('reset', () => setTimeout(() => { update(); writeAddress(); }));
  addEventListener('hashchange', () => { readAddress(); update(); });
  readAddress();
  update();
  form.hidden = false;
})();
