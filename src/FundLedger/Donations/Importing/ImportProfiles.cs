using System.Text.Json;
using FundLedger.Donations.Lists;

namespace FundLedger.Donations.Importing;

/// <summary>How to read one giver's or bank's lists, kept by name in the ledger.</summary>
public static class ImportProfiles
{
    private static readonly SqlFile Find = new("donations/find_import_profile");
    private static readonly SqlFile ListNames = new("donations/list_import_profiles");
    private static readonly SqlFile Upsert = new("donations/upsert_import_profile");

    /// <summary>The profile of this name, or null.</summary>
    public static async Task<ListProfile?> FindAsync(LedgerReader reader, string name) =>
        await reader.FindAsync<string>(Find, new { name }) is { } json ? JsonSerializer.Deserialize<ListProfile>(json) : null;

    /// <summary>In the order of their names.</summary>
    public static Task<IReadOnlyList<string>> NamesAsync(LedgerReader reader) => reader.QueryAsync<string>(ListNames);

    internal static Task KeepAsync(LedgerTransaction tx, string name, string profile) => tx.ExecuteAsync(Upsert, new { name, profile });
}

public sealed record ImportProfileSaved(string Name);

/// <summary>Keeps a profile under a name; the one that had the name before is replaced.</summary>
public sealed class SaveImportProfile(Database database)
{
    public Task<Outcome<ImportProfileSaved>> RunAsync(Asked asked, string name, ListProfile profile, CancellationToken stop = default)
    {
        name = name.Trim().ToNfc();
        var content = JsonSerializer.Serialize(profile);
        return database.WriteAsync<ImportProfileSaved>(
            asked.For("save-import-profile", OperationField.Of("name", name), OperationField.Of("profile", content)),
            async tx =>
            {
                if (name.Length == 0) return Refusal.Of("profile-name", "saveProfile", "请填写读法的名称。", "Give the profile a name.");
                if (KeptText.ProfileName.RefusalFor(name, "saveProfile") is { } badName) return badName;
                await ImportProfiles.KeepAsync(tx, name, content);
                return new ImportProfileSaved(name);
            }, stop);
    }
}
