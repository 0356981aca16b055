// The icons of the product: which of lucide's, under which name. Themes and life events carry the codes of the catalogue.

const plain = `a-large-small accessibility archive arrow-left arrow-right arrow-up baby badge-check banknote bell book-open
briefcase building-2 bus calendar calendar-clock calendar-days chart-line check chevron-down chevron-right circle-alert
circle-check circle-help circle-x clipboard-check clipboard-list clock coins database download external-link eye file-check
file-clock file-pen file-question file-search file-text file-up files flask-conical footprints gavel globe graduation-cap
hand-coins history hourglass house id-card inbox info key-round landmark layout-grid leaf list lock log-in log-out map
map-pin menu message-square minus navigation pencil phone plus printer qr-code receipt rotate-ccw save scale search search-x
send settings shield siren split stamp star stethoscope store trash-2 trending-down trending-up triangle-alert truck upload
user user-round users wallet x zap`.split(/\s+/);

const personalThemes = {
  "005": "baby", "010": "house", "015": "flower-2", "020": "graduation-cap", "025": "medal", "030": "briefcase",
  "035": "building-2", "040": "badge-check", "045": "key-round", "050": "stamp", "055": "receipt", "060": "heart-handshake",
  "065": "hand-heart", "070": "ruler", "075": "house-plus", "080": "umbrella", "085": "shield", "090": "id-card", "095": "bus",
  "100": "mountain", "105": "plane", "110": "shopping-cart", "115": "siren", "120": "scale", "125": "lightbulb",
  "130": "leaf", "135": "trophy", "140": "plug", "145": "stethoscope", "150": "armchair", "155": "flower",
  "998": "map-pin", "999": "ellipsis",
};

const legalThemes = {
  "005": "building-2", "010": "badge-check", "015": "award", "020": "calendar-check", "025": "receipt", "030": "users",
  "035": "shield", "040": "chart-line", "045": "banknote", "050": "key-round", "055": "handshake", "060": "gavel",
  "065": "ship", "070": "globe", "075": "sprout", "080": "umbrella", "085": "hard-hat", "090": "truck", "095": "leaf",
  "100": "cloud-sun", "105": "droplets", "110": "stethoscope", "115": "flask-conical", "120": "graduation-cap",
  "125": "lightbulb", "130": "flower-2", "135": "ruler", "140": "microscope", "145": "triangle-alert", "150": "flame",
  "155": "scale", "160": "plug", "165": "circle-x", "170": "archive", "998": "map-pin", "999": "ellipsis",
};

const lifeEvents = {
  "chu-sheng": "baby", "shang-xue": "school", "jiu-ye": "briefcase", "jie-hun": "heart-handshake", "gou-fang": "house",
  "kan-bing": "stethoscope", "chu-xing": "car", "yang-lao": "armchair", "sheng-huo": "sun", "shen-hou": "flower",
  "kai-ban": "store", "zhun-ying": "badge-check", "jian-she": "hard-hat", "yong-gong": "users", "na-shui": "receipt",
  "jing-ying": "chart-line", "bian-geng": "file-pen", "rong-zi": "banknote", "zhu-xiao": "archive",
};

const prefixed = (prefix, table) => Object.entries(table).map(([code, icon]) => [prefix + code, icon]).sort();

/** Symbol name and lucide icon, in the order of the sprite. */
export const icons = [
  ...plain.map((name) => [name, name]),
  ...prefixed("t-p-", personalThemes),
  ...prefixed("t-l-", legalThemes),
  ...prefixed("e-", lifeEvents),
];

/** Our own mark: a net of threads, and through it the one stroke of 一. */
export const markShapes =
  '<rect width="32" height="32" rx="7" fill="#0b5394"/>' +
  '<g fill="none" stroke="#8fc1ee" stroke-width="1.6" stroke-linecap="round">' +
  '<circle cx="16" cy="16" r="9.6"/><ellipse cx="16" cy="16" rx="4.4" ry="9.6"/><path d="M8.2 10.4h15.6M8.2 21.6h15.6"/></g>' +
  '<path d="M4.4 17.1c3.6-.5 19-.9 22.9-.9" fill="none" stroke="#fff" stroke-width="3.4" stroke-linecap="round"/>';
