import { css } from '@emotion/css';

/** The style of what is not seen and is there. */
export const HIDDEN = {
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
} as const;

/** The class of what is only for those who listen to the page. */
export const visuallyHidden = css(HIDDEN);
