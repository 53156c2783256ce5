using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Hosting;

/// <summary>Where the private key lies that signs checkpoints: a file of PEM (PKCS #8) or PKCS #12 that only its owner may read.</summary>
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
            : NoPlace;
    }

    internal static Refusal NoPlace { get; } = Refusal.Of("seal-key-place", Variable, $"账本在服务器上时，请用环境变量“{Variable}”指明签署密钥文件。", $"With books on a server, name the file of the signing key in the environment variable {Variable}.");

    /// <param name="mayMake">The ledger has no key yet: one is made where there is no file.</param>
    /// <param name="password">Of a file of PKCS #12.</param>
    internal static Outcome<ECDsa> Open(string path, bool mayMake, string? password = null)
    {
        try
        {
            return OpenOrMake(path, mayMake, password);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Refusal.Of("seal-key-unreachable", "key", $"无法读写签署密钥文件 {path}：{failure.Message}", $"The file of the signing key, {path}, cannot be read or written: {failure.Message}");
        }
    }

    private static Outcome<ECDsa> OpenOrMake(string path, bool mayMake, string? password)
    {
        if (!File.Exists(path))
        {
            if (!mayMake)
                return Refusal.Of("seal-key-missing", "key", $"找不到签署密钥文件 {path}。请放回备份；确已丢失时用 checkpoint change-key --lost 更换，并写明理由。",
                    $"The file of the signing key, {path}, is not there. Put the copy of it back; if it is lost for good, change the key with 'checkpoint change-key --lost' and say why.");
            if (IsPfx(path)) return Refusal.Of("seal-key-missing", "key", $"找不到签署密钥文件 {path}；证书文件请自行准备。", $"The file of the signing key, {path}, is not there; a certificate is for you to provide.");
            var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            Write(path, made);
            return made;
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            return Refusal.Of("seal-key-open", "key", $"签署密钥文件 {path} 可被他人读取。请改为只有所有者可读写（chmod 600）。", $"Others may read the file of the signing key, {path}. Give it to its owner alone (chmod 600).");
        if ((IsPfx(path) ? FromPfx(path, password) : FromPem(path)) is not { } key)
            return Refusal.Of("seal-key-form", "key", $"{path} 不是签署密钥（PEM 或 PFX，P-256），或密码不对。", $"{path} holds no signing key (PEM or PFX, P-256), or the password is wrong.");
        if (key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value) return key;
        key.Dispose();
        return Refusal.Of("seal-key-form", "key", $"{path} 中的密钥不是 P-256。", $"The key in {path} is not of P-256.");
    }

    internal static bool IsPfx(string path) => Path.GetExtension(path).ToLowerInvariant() is ".pfx" or ".p12";

    private static ECDsa? FromPem(string path)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            key.ExportParameters(includePrivateParameters: true);  // a public key signs nothing
            return key;
        }
        catch (Exception failure) when (failure is ArgumentException or CryptographicException)
        {
            key.Dispose();
            return null;
        }
    }

    private static ECDsa? FromPfx(string path, string? password)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadPkcs12FromFile(path, password);
            return certificate.GetECDsaPrivateKey();
        }
        catch (CryptographicException)
        {
            return null;
        }
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
