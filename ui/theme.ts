import { createTheme, type MantineColorsTuple } from "@mantine/core";

/** System fonts, with the CJK faces that the common systems bring; the page's language picks the glyphs. */
export const fontFamily = [
  "system-ui",
  "-apple-system",
  '"Segoe UI"',
  "Roboto",
  '"Hiragino Sans"',
  '"Yu Gothic UI"',
  "Meiryo",
  '"PingFang SC"',
  '"Microsoft YaHei"',
  '"Noto Sans CJK JP"',
  '"Noto Sans JP"',
  '"Noto Sans CJK SC"',
  "sans-serif",
].join(", ");

const ink: MantineColorsTuple = [
  "#eef3fd",
  "#d9e4fa",
  "#b3c8f4",
  "#8aabee",
  "#6791e6",
  "#4a7bdd",
  "#2f64cf",
  "#2553b3",
  "#1f4695",
  "#183672",
];

/** Cool greys, so that Mantine's own controls stand on the same surfaces as ours (theme.css). */
const dark: MantineColorsTuple = [
  "#e6e9ef",
  "#c3cad6",
  "#9fa9ba",
  "#8892a4",
  "#3d4450",
  "#2c323c",
  "#1d2128",
  "#16191f",
  "#111317",
  "#0b0d10",
];

/** Quiet and dense: one accent, small radii, controls of 30 px, text of 13 to 14 px. Colours of surfaces stand in theme.css. */
export const theme = createTheme({
  fontFamily,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, monospace',
  headings: {
    fontFamily,
    fontWeight: "600",
    sizes: { h1: { fontSize: "18px", lineHeight: "26px" }, h2: { fontSize: "14px", lineHeight: "20px" } },
  },
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "15px", xl: "17px" },
  primaryColor: "ink",
  primaryShade: { light: 7, dark: 6 },
  colors: { ink, dark },
  autoContrast: true,
  defaultRadius: "sm",
  radius: { xs: "3px", sm: "6px", md: "8px", lg: "10px", xl: "14px" },
  cursorType: "pointer",
  focusRing: "auto",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: "xs" } },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray" } },
    TextInput: { defaultProps: { size: "sm" } },
    PasswordInput: { defaultProps: { size: "sm" } },
    Modal: { defaultProps: { transitionProps: { duration: 120, transition: "fade" }, centered: false } },
    Popover: { defaultProps: { transitionProps: { duration: 100, transition: "fade" }, shadow: "md" } },
    // A placeholder that takes the focus may not stand in a menu; the first item takes it.
    Menu: {
      defaultProps: {
        transitionProps: { duration: 100, transition: "fade" },
        shadow: "md",
        withInitialFocusPlaceholder: false,
      },
    },
    Tooltip: {
      defaultProps: {
        transitionProps: { duration: 80, transition: "fade" },
        openDelay: 300,
        events: { hover: true, focus: true, touch: true },
      },
    },
  },
});
