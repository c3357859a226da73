//! Files that nobody but their owner can read: what was typed or pasted may hold anything.

use std::fs::File;
use std::io;
use std::path::Path;

/// Makes a file that was not there before, readable by its owner only from its first moment on.
///
/// # Errors
/// Where something of that name exists already, even a broken link, and where the folder cannot be written to.
pub fn create_private(file: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn what_is_there_already_is_neither_followed_nor_overwritten() {
        let folder = std::env::temp_dir().join(format!("alierr-private-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (file, link, target) = (folder.join("file"), folder.join("link"), folder.join("target"));
        create_private(&file).unwrap();
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(create_private(&file).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        symlink(&target, &link).unwrap();
        assert_eq!(create_private(&link).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert!(!target.exists());
        fs::remove_dir_all(folder).unwrap();
    }
}
