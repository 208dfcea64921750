import { expect, it } from 'vitest';
import { isEmail } from './emailField.ts';

it('finds typing errors in an e-mail address and accepts valid ones', () => {
  for (const text of ['', 'anna', 'anna@', 'anna@example', '@example.pl', 'a b@example.pl', 'anna@example..pl']) {
    expect(isEmail(text), text).toBe(false);
  }
  for (const text of ['anna@example.pl', ' anna.nowak+faktury@poczta.example.com '])
    expect(isEmail(text), text).toBe(true);
});
