using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Hosting;

/// <summary>Where seals touch the world outside the books.</summary>
/// <param name="Key">File of the key that signs, or why there is none.</param>
/// <param name="KeyPassword">Of that file, where it is PKCS #12.</param>
/// <param name="Folder">Into which every checkpoint is filed; null for none.</param>
internal sealed record SealPlaces(Outcome<string> Key, string? KeyPassword = null, string? Folder = null)
{
    internal const string FolderVariable = "FUNDLEDGER_CheckpointFolder";
    private const string PasswordVariable = "FUNDLEDGER_SealKeyPassword";

    /// <summary>Entries are sealed, and nobody signs.</summary>
    internal static SealPlaces None { get; } = new(SealKeyFile.NoPlace);

    internal static SealPlaces Of(StorageOptions books, Func<string, string?> environment) =>
        new(SealKeyFile.PathOf(books, environment), environment(PasswordVariable), FolderOf(environment));

    internal static string? FolderOf(Func<string, string?> environment) => environment(FolderVariable) is { Length: > 0 } folder ? folder : null;
}
