using System.Text.Json;
using System.Text.Json.Serialization;
using FundLedger.Donations.Importing;
using FundLedger.Donations.Lists;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary>How to read a list: kept in the ledger or in a file of its own, and corrected by <c>--columns</c>.</summary>
internal static class ProfileFile
{
    internal static readonly JsonSerializerOptions Shape = new(Json.Shape) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <param name="named">A name in the ledger, or else a file; null to find everything in the list.</param>
    internal static async Task<Outcome<ListProfile>> ReadAsync(string? named, Database database, CancellationToken stop)
    {
        if (named is null) return ListProfile.Guess;
        if (await database.ReadAsync(reader => ImportProfiles.FindAsync(reader, named), stop) is { } kept) return kept;
        if (!File.Exists(named))
            return Refusal.Of("profile-unknown", "profile", $"账本里没有名为“{named}”的读法，也没有这个文件。", $"There is no profile '{named}' in the ledger, and no such file.");
        try
        {
            var read = JsonSerializer.Deserialize<ListProfile>(await File.ReadAllTextAsync(named, stop), Shape);
            return read is null ? ListProfile.Guess : read;
        }
        catch (JsonException broken)
        {
            return Refusal.Of("profile-unreadable", "profile", $"无法读取 {named}：{broken.Message}", $"{named} cannot be read: {broken.Message}");
        }
    }

    /// <summary>The profile with some columns named anew: <c>donor=姓名,amount=#3,note=</c>.</summary>
    internal static Outcome<ListProfile> WithColumns(ListProfile profile, string? columns)
    {
        if (columns is null) return profile;
        var named = new Dictionary<ListColumn, string>(profile.Columns ?? new Dictionary<ListColumn, string>());
        foreach (var pair in columns.Split(',', '，'))
        {
            var parts = pair.Split('=', 2, StringSplitOptions.TrimEntries);
            var column = Choices.Of<ListColumn>().Where(known => string.Equals(known.Word, parts[0], StringComparison.OrdinalIgnoreCase)).ToList();
            if (parts.Length != 2 || column.Count == 0)
            {
                var words = string.Join(", ", Enum.GetNames<ListColumn>().Select(Choices.Dashed));
                return Refusal.Of("columns-unreadable", "columns", $"“{pair}”应写成 名称=列，名称为：{words}。", $"'{pair}' should be written NAME=COLUMN; the names are: {words}.");
            }

            named[column[0].Value] = parts[1];
        }

        return profile with { Columns = named };
    }
}
