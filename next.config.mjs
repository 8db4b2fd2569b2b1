/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  typedRoutes: true,
  agentRules: false,
  images: { unoptimized: true },
  serverExternalPackages: ["postgres", "pg", "graphile-worker", "nodemailer", "react-email"],
  turbopack: { root: import.meta.dirname },
};
export default config;
