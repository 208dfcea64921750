/**
 * The action of a key in the list: `/` searches, arrows or j and k move. None while somebody types or presses a shortcut.
 */
export function listKey(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'target' | 'defaultPrevented'>,
): 'search' | 'next' | 'previous' | undefined {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const target = event.target instanceof Element ? event.target : undefined;
  if (target?.closest('input, textarea, select, [contenteditable], dialog')) {
    // From the search box the arrow leads into the list, as in mail programs.
    return event.key === 'ArrowDown' && target.matches('[role=search] input[type=text]') ? 'next' : undefined;
  }
  // Arrows scroll the panel when the focus is in it.
  const arrows = !target?.closest('[data-panel]');
  if (event.key === '/') return 'search';
  if (event.key === 'j' || (arrows && event.key === 'ArrowDown')) return 'next';
  if (event.key === 'k' || (arrows && event.key === 'ArrowUp')) return 'previous';
  return undefined;
}
