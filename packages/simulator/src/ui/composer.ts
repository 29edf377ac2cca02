import { element, setAttribute } from './element.js';
import { icon } from './icons.js';
import type { WidgetUiMessages } from './messages.js';

/** The field in which the customer writes. */
export interface Composer {
  node: HTMLFormElement;
  focus(): void;
}

/** Enter sends, Shift+Enter starts a line. While an input method composes text, it handles Enter itself. */
export function createComposer(messages: WidgetUiMessages, onSend: (text: string) => void): Composer {
  const field = element('textarea', { id: 'message', rows: '1', maxlength: '4000', autocomplete: 'off', enterkeyhint: 'send' });
  const label = element('label', { class: 'hint', for: field.id }, messages.composerLabel);
  // `aria-disabled` in place of `disabled`: a disabled button would lose the keyboard focus.
  const button = element('button', { class: 'send', type: 'submit', 'aria-label': messages.send }, icon('send'));
  const node = element('form', { class: 'composer', novalidate: true }, element('div', { class: 'field' }, label, field), button);

  const showState = () => {
    setAttribute(node, 'data-empty', field.value === '');
    setAttribute(button, 'aria-disabled', field.value.trim() === '' && 'true');
  };
  const send = () => {
    const text = field.value.trim();
    if (!text) return;
    field.value = '';
    showState();
    onSend(text);
  };
  field.addEventListener('input', showState);
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
  node.addEventListener('submit', (event) => {
    event.preventDefault();
    send();
    field.focus();
  });
  showState();
  return { node, focus: () => field.focus() };
}
