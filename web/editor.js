// The editor of /sparql, over the text field of the form. The field stays what is sent, so that the page is the same
// without this script. It lives in a shadow tree: there its style sheets need no exception from our policy.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { HighlightStyle, LanguageSupport, bracketMatching, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { EditorState, Prec } from '@codemirror/state';
import { EditorView, drawSelection, highlightActiveLine, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view';
import { styleTags, tags } from '@lezer/highlight';
import { SparqlLanguage } from 'codemirror-lang-sparql';

const KEYWORDS = `ASK BIND CONSTRUCT COUNT DESCRIBE DISTINCT EXISTS FILTER FROM GRAPH GROUP BY HAVING LIMIT MINUS NOT EXISTS OFFSET OPTIONAL
  ORDER BY PREFIX REDUCED SELECT SERVICE UNION VALUES WHERE AVG MAX MIN SAMPLE SUM GROUP_CONCAT BOUND COALESCE CONTAINS DATATYPE IF LANG
  LANGMATCHES LCASE REGEX REPLACE STR STRDT STRENDS STRLANG STRLEN STRSTARTS SUBSTR UCASE YEAR MONTH DAY`.trim().split(/\s+/);

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--accent)', fontWeight: '600' },
  { tag: [tags.propertyName, tags.namespace], color: 'var(--accent)' },
  { tag: [tags.string, tags.number], fontStyle: 'italic' },
  { tag: tags.comment, color: 'var(--quiet)' },
]);

const look = EditorView.theme({
  '&': { background: 'var(--wash)', color: 'var(--ink)', border: '1px solid var(--firm)', borderRadius: '4px', fontSize: '.9rem' },
  '&.cm-focused': { outline: '3px solid var(--accent)', outlineOffset: '2px' },
  '.cm-scroller': { fontFamily: 'var(--fixed)', lineHeight: '1.5', minHeight: '14rem', maxHeight: '32rem' },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': { background: 'var(--wash)', color: 'var(--quiet)', borderRight: '1px solid var(--line)' },
  '.cm-activeLine': { background: 'transparent' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { background: 'var(--tint)' },
  '&.cm-focused .cm-matchingBracket': { background: 'var(--mark)' },
  '.cm-tooltip': { background: 'var(--paper)', color: 'var(--ink)', border: '1px solid var(--firm)', borderRadius: '4px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--fixed)', maxWidth: 'min(90vw, 40rem)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { background: 'var(--accent)', color: 'var(--paper)' },
  '.cm-tooltip-autocomplete li[aria-selected] .cm-completionDetail': { color: 'var(--paper)' },
  '.cm-completionDetail': { color: 'var(--quiet)', fontFamily: 'var(--face)', fontStyle: 'normal' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
});

const language = SparqlLanguage.configure({ props: [styleTags({ 'Pname_ln Pname_ns': tags.propertyName, A_predicate: tags.keyword })] });

// Puts a term in, and its prefix at the top where the query does not declare it yet.
const withPrefix = (namespace) => (view, { label }, from, to) => {
  const prefix = label.slice(0, label.indexOf(':') + 1);
  const declared = new RegExp(`prefix\\s+${prefix}`, 'i').test(view.state.doc.toString());
  const head = declared ? '' : `PREFIX ${prefix} <${namespace}>\n`;
  view.dispatch({ changes: [{ from: 0, insert: head }, { from, to, insert: label }], selection: { anchor: head.length + from + label.length }, userEvent: 'input.complete' });
};

// What may stand here: variables of the query, terms of our graph, prefixes, keywords.
const complete = (known) => (context) => {
  const word = context.matchBefore(/[?$]\w*|[\w-]*:?[\w-]*/);
  if (!word || (word.from === word.to && !context.explicit)) return null;
  if (/^[?$]/.test(word.text)) {
    const others = context.state.doc.toString().match(/[?$]\w+/g) ?? [];
    const names = [...new Set(others)].filter((name) => name !== word.text).sort();
    return { from: word.from, options: names.map((label) => ({ label, type: 'variable' })), validFor: /^[?$]\w*$/ };
  }
  const terms = known.terms.map(({ term, name, kind }) => ({
    label: term, detail: name, type: kind, apply: withPrefix(known.prefixes[term.slice(0, term.indexOf(':'))]),
  }));
  const words = KEYWORDS.map((label) => ({ label, type: 'keyword', boost: -1 }));
  return { from: word.from, options: word.text.includes(':') ? terms : [...terms, ...words], validFor: /^[\w-]*:?[\w-]*$/ };
};

// The place that the server found wrong: columns count characters.
const wrong = (state, problem) => {
  const { line, column } = problem?.dataset ?? {};
  if (!line || line > state.doc.lines) return [];
  const { from, to, text } = state.doc.line(Number(line));
  const at = Math.min(to, from + [...text].slice(0, column - 1).join('').length);
  const end = state.wordAt(at)?.to ?? Math.min(at + 1, to);
  const start = at === end ? Math.max(from, at - 1) : at;
  return [{ from: start, to: end, severity: 'error', message: problem.querySelector('[lang]').textContent }];
};

const open = (area, known) => {
  const host = document.createElement('div');
  area.before(host);
  const view = new EditorView({
    root: host.attachShadow({ mode: 'open' }),
    state: EditorState.create({
      doc: area.value,
      extensions: [
        lineNumbers(), lintGutter(), highlightSpecialChars(), history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(),
        autocompletion({ override: [complete(known)], icons: false }), highlightActiveLine(), EditorView.lineWrapping, look,
        syntaxHighlighting(colours), new LanguageSupport(language),
        EditorView.contentAttributes.of({ 'aria-label': area.labels[0].textContent, autocapitalize: 'off', autocorrect: 'off' }),
        // Tab moves on, as everywhere on the page.
        Prec.high(keymap.of([{ key: 'Mod-Enter', run: () => { area.form.requestSubmit(); return true; } }])),
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap]),
        EditorView.updateListener.of((update) => { if (update.docChanged) area.value = update.state.doc.toString(); }),
      ],
    }),
  });
  host.shadowRoot.append(view.dom);
  area.hidden = true;
  area.labels[0].addEventListener('click', () => view.focus());
  const found = wrong(view.state, document.getElementById('problem'));
  if (found.length > 0) {
    view.dispatch(setDiagnostics(view.state, found), { selection: { anchor: found[0].from }, scrollIntoView: true });
    view.focus();
  }
  return view;
};

// A question that is chosen stands in the editor at once, and can be undone.
const choose = (view, select) => {
  select.form.querySelector('button').hidden = true;
  select.addEventListener('change', async () => {
    const reply = select.value && await fetch(`/questions/${select.value}.rq`);
    if (reply?.ok) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: await reply.text() } });
  });
};

const begin = async () => {
  const reply = await fetch(`/sparql/terms.json?lang=${document.documentElement.lang}`).catch(() => null);
  const known = reply?.ok ? await reply.json() : { prefixes: {}, terms: [] };
  choose(open(document.getElementById('query'), known), document.getElementById('example'));
};
begin();
