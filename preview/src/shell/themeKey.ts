/** Where the browser keeps the theme that the user chose; read before the page is drawn, too. */
export const THEME_KEY = 'tillwatch-shop-app.preview.theme';
