/**
 * While its list is open, react-aria hides the rest of the page from screen readers but leaves it to the Tab key, which
 * WCAG's "aria-hidden focus" forbids. What carries this mark stays as it is: it is put on whatever holds the field.
 */
export function keepReadable(field: Element | null, isOpen: boolean): void {
  const holder = [...document.body.children].find((child) => child.contains(field));
  holder?.toggleAttribute('data-react-aria-top-layer', isOpen);
}
