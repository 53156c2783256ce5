using System.Security.Cryptography;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Hosting;

/// <summary>Where the private key lies that signs checkpoints: a PEM file (PKCS #8) that only its owner may read.</summary>
internal static class SealKeyFile
{
    internal const string Variable = "FUNDLEDGER_SealKey";

    private const string FileName = "checkpoint-key.pem";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>As the variable says, else beside the embedded books.</summary>
    internal static Outcome<string> PathOf(StorageOptions books, Func<string, string?> environment)
    {
        if (environment(Variable) is { Length: > 0 } said) return said;
        return books.Dialect == Dialect.Sqlite ? Path.Combine(books.Directory, FileName)
            : Refusal.Of("seal-key-place", Variable, $"账本在服务器上时，请用环境变量 {Variable} 指明签署密钥文件。", $"With books on a server, name the file of the signing key in the environment variable {Variable}.");
    }

    /// <param name="mayMake">The ledger has no key yet: one is made where there is no file.</param>
    internal static Outcome<ECDsa> Open(string path, bool mayMake)
    {
        if (!File.Exists(path))
        {
            if (!mayMake)
                return Refusal.Of("seal-key-missing", "key", $"找不到签署密钥文件 {path}。请放回备份；确已丢失时用 checkpoint change-key --lost 更换，并写明理由。",
                    $"The file of the signing key, {path}, is not there. Put the copy of it back; if it is lost for good, change the key with 'checkpoint change-key --lost' and say why.");
            var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            Write(path, made);
            return made;
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            return Refusal.Of("seal-key-open", "key", $"签署密钥文件 {path} 可被他人读取。请改为只有所有者可读写（chmod 600）。", $"Others may read the file of the signing key, {path}. Give it to its owner alone (chmod 600).");
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
        }
        catch (Exception failure) when (failure is ArgumentException or CryptographicException)
        {
            key.Dispose();
            return Refusal.Of("seal-key-form", "key", $"{path} 不是签署密钥（PEM，P-256）。", $"{path} holds no signing key (PEM, P-256).");
        }

        if (key.KeySize == 256) return key;
        key.Dispose();
        return Refusal.Of("seal-key-form", "key", $"{path} 不是签署密钥（PEM，P-256）。", $"{path} holds no signing key (PEM, P-256).");
    }

    /// <summary>Whole or not at all, readable by its owner from the first byte.</summary>
    internal static void Write(string path, ECDsa key)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using var file = new StreamWriter(path, options);
        file.Write(key.ExportPkcs8PrivateKeyPem() + "\n");
    }
}
