/**
 * Of `@grafana/e2e-selectors` what scenes uses, as it is for the newest Grafana. The package finds out at every start
 * which of its thousands of names hold for which version, with a library for versions: a twentieth of all that a page
 * loads. `tests/bundle/selectors.test.ts` compares them.
 */
export const selectors = {
  components: {
    DashboardRow: { title: (title: string) => `data-testid dashboard-row-title-${title}` },
    LoadingIndicator: { icon: 'data-testid Loading indicator' },
    Panels: { Panel: { menuItems: (item: string) => `data-testid Panel menu item ${item}` } },
    Select: { option: 'data-testid Select option' },
  },
  pages: {
    Dashboard: {
      SubMenu: {
        submenuItem: 'data-testid template variable',
        submenuItemLabels: (item: string) => `data-testid Dashboard template variables submenu Label ${item}`,
        submenuItemValueDropDownValueLinkTexts: (item: string) =>
          `data-testid Dashboard template variables Variable Value DropDown value link text ${item}`,
        submenuItemValueDropDownOptionTexts: (item: string) =>
          `data-testid Dashboard template variables Variable Value DropDown option text ${item}`,
      },
    },
  },
};
