//! Every file and folder that the program uses, and why it is that one.
//!
//! Linux and the BSDs follow the XDG base directory specification, whose variables are obeyed on macOS as well;
//! Windows has its own variables. A variable that is empty or holds a relative path counts as not set, as the
//! specification asks.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Why a path is the one it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// An option of the command line names it.
    Option(&'static str),
    /// A variable of the environment names it, or the folder it lies in.
    Variable(&'static str),
    /// It is the usual place of the platform, because this variable is not set.
    Platform { unset: &'static str },
}

/// A path and the reason for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub path: PathBuf,
    pub reason: Reason,
}

impl Place {
    fn join(self, name: &str) -> Self {
        Self { path: self.path.join(name), ..self }
    }
}

/// The places of one user; `None` where neither a variable nor a home folder tells where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// The configuration, a TOML file.
    pub config: Option<Place>,
    /// The folder of the user's catalogues, `*.json`.
    pub catalogs: Option<Place>,
    /// What is remembered between runs: query history and the like.
    pub memory: Option<Place>,
    /// The folder of reports about faults of the program itself.
    pub reports: Option<Place>,
}

/// The conventions of a platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Platform {
    Xdg,
    MacOs,
    Windows,
}

impl Platform {
    pub const HERE: Platform = if cfg!(windows) {
        Platform::Windows
    } else if cfg!(target_os = "macos") {
        Platform::MacOs
    } else {
        Platform::Xdg
    };
}

/// The variable that names the configuration file itself.
pub const CONFIG_VARIABLE: &str = "ALIERR_CONFIG";

impl Paths {
    /// The places of this process; `catalog_dir` is what `--catalog-dir` said.
    pub fn here(catalog_dir: Option<&Path>) -> Self {
        let home = std::env::home_dir().filter(|home| home.is_absolute());
        Self::of(Platform::HERE, home, std::env::var_os, catalog_dir)
    }

    /// The places on a platform, for a home folder and an environment.
    pub fn of(
        platform: Platform,
        home: Option<PathBuf>,
        variable: impl Fn(&'static str) -> Option<OsString>,
        catalog_dir: Option<&Path>,
    ) -> Self {
        let base = |kind: Kind| {
            let (name, below_home) = kind.base(platform);
            let set = variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
            let place = match set {
                Some(path) => Place { path, reason: Reason::Variable(name) },
                None => {
                    Place { path: home.as_ref()?.join(below_home), reason: Reason::Platform { unset: name } }
                }
            };
            Some(place.join("alierr"))
        };
        let config_file = variable(CONFIG_VARIABLE).filter(|path| !path.is_empty());
        let config = match config_file {
            Some(path) => Some(Place { path: path.into(), reason: Reason::Variable(CONFIG_VARIABLE) }),
            None => base(Kind::Config).map(|base| base.join("config.toml")),
        };
        let catalogs = match catalog_dir {
            Some(path) => Some(Place { path: path.to_owned(), reason: Reason::Option("--catalog-dir") }),
            None => base(Kind::Data).map(|base| base.join("catalog")),
        };
        let memory = base(Kind::State).map(|base| base.join("memory.json"));
        let reports = base(Kind::State).map(|base| base.join("reports"));
        Self { config, catalogs, memory, reports }
    }
}

/// What a base folder is for.
#[derive(Clone, Copy)]
enum Kind {
    Config,
    Data,
    State,
}

impl Kind {
    /// The variable that names the base folder, and where it lies below the home folder without it.
    fn base(self, platform: Platform) -> (&'static str, &'static str) {
        match (platform, self) {
            (Platform::Xdg, Kind::Config) => ("XDG_CONFIG_HOME", ".config"),
            (Platform::Xdg, Kind::Data) => ("XDG_DATA_HOME", ".local/share"),
            (Platform::Xdg, Kind::State) => ("XDG_STATE_HOME", ".local/state"),
            (Platform::MacOs, Kind::Config) => ("XDG_CONFIG_HOME", "Library/Application Support"),
            (Platform::MacOs, Kind::Data) => ("XDG_DATA_HOME", "Library/Application Support"),
            (Platform::MacOs, Kind::State) => ("XDG_STATE_HOME", "Library/Application Support"),
            (Platform::Windows, Kind::Config) => ("APPDATA", "AppData\\Roaming"),
            (Platform::Windows, Kind::Data | Kind::State) => ("LOCALAPPDATA", "AppData\\Local"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(platform: Platform, variables: &[(&str, &str)], catalog_dir: Option<&str>) -> Paths {
        let variable = |name: &str| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| OsString::from(value))
        };
        Paths::of(platform, Some("/home/li".into()), variable, catalog_dir.map(Path::new))
    }

    fn place(path: &str, reason: Reason) -> Option<Place> {
        Some(Place { path: path.into(), reason })
    }

    #[test]
    fn without_variables_the_platform_decides() {
        let paths = paths(Platform::Xdg, &[], None);
        let unset = |unset| Reason::Platform { unset };
        assert_eq!(paths.config, place("/home/li/.config/alierr/config.toml", unset("XDG_CONFIG_HOME")));
        assert_eq!(paths.catalogs, place("/home/li/.local/share/alierr/catalog", unset("XDG_DATA_HOME")));
        assert_eq!(paths.memory, place("/home/li/.local/state/alierr/memory.json", unset("XDG_STATE_HOME")));
    }

    #[test]
    fn variables_beat_the_platform_and_options_beat_variables() {
        let variables = [("XDG_CONFIG_HOME", "/c"), ("XDG_DATA_HOME", "/d"), ("ALIERR_CONFIG", "my.toml")];
        let paths = paths(Platform::Xdg, &variables, Some("here"));
        assert_eq!(paths.config, place("my.toml", Reason::Variable("ALIERR_CONFIG")));
        assert_eq!(paths.catalogs, place("here", Reason::Option("--catalog-dir")));
    }

    #[test]
    fn relative_and_empty_variables_do_not_count() {
        for value in ["", "relative/folder"] {
            let paths = paths(Platform::Xdg, &[("XDG_DATA_HOME", value), ("ALIERR_CONFIG", "")], None);
            let unset = |unset| Reason::Platform { unset };
            assert_eq!(paths.catalogs, place("/home/li/.local/share/alierr/catalog", unset("XDG_DATA_HOME")));
            assert_eq!(paths.config, place("/home/li/.config/alierr/config.toml", unset("XDG_CONFIG_HOME")));
        }
    }

    #[test]
    fn no_home_and_no_variable_is_no_place() {
        let paths = Paths::of(Platform::Xdg, None, |_| None, None);
        assert_eq!((paths.config, paths.catalogs, paths.memory), (None, None, None));
    }

    #[test]
    fn macos_keeps_things_in_the_library() {
        let paths = paths(Platform::MacOs, &[("XDG_STATE_HOME", "/s")], None);
        assert_eq!(
            paths.config.map(|place| place.path),
            Some("/home/li/Library/Application Support/alierr/config.toml".into())
        );
        assert_eq!(paths.memory, place("/s/alierr/memory.json", Reason::Variable("XDG_STATE_HOME")));
    }
}
