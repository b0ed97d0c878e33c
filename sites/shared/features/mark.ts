/** The mark: a rose of three turning petals on a stem with one ash leaf, on a 32 px grid. */
export const mark = [
  '<path d="M16 3.2c3.900 0 7.600 2.900 7.600 7.300 0 4.600-3.500 8-7.600 8s-7.600-3.400-7.600-8c0-4.400 3.700-7.300 7.600-7.300Z" fill="currentColor" opacity=".22"/>',
  '<path d="M16 18.500c-4.100 0-7.600-3.400-7.600-8 0-1 .2-2 .6-2.900 1.800 2.700 4.400 3.900 7.200 3.900 2.700 0 5-1 6.700-3.200.4.700.7 1.400.7 2.200 0 4.600-3.500 8-7.600 8Z" fill="currentColor"/>',
  '<path d="M11.400 5.200c1.300-1.300 3-2 4.600-2 1.800 0 3.600.7 4.900 1.900-.9 2.300-2.700 3.600-4.900 3.600-2.100 0-3.800-1.300-4.600-3.500Z" fill="currentColor" opacity=".75"/>',
  '<path d="M16 18.500V29" fill="none" stroke="currentColor" stroke-width="1.700" stroke-linecap="round"/>',
  '<path d="M16.200 26c.6-3.200 3-5 7-5.100-.3 3.800-2.900 5.600-7 5.100Z" fill="currentColor" opacity=".6"/>',
].join('');
