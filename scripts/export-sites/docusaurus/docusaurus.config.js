module.exports = {
  title: "Guides",
  url: "https://docs.example.com",
  baseUrl: "/",
  presets: [
    [
      "classic",
      { docs: { path: "guides", routeBasePath: "/", sidebarPath: "./guides/sidebar.json" }, blog: false, pages: false },
    ],
  ],
};
