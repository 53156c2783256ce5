using System.Text.Json;
using FundLedger.Ledger;
using FundLedger.People.Trail;

namespace FundLedger.Organisations;

/// <summary>What the directory asks of organisations, and when it opens and reminds of a renewal.</summary>
/// <param name="OpensBefore">So many days before the qualification ends; 1 to 366.</param>
/// <param name="RemindsBefore">So many days before it ends; no more than <paramref name="OpensBefore"/>.</param>
/// <param name="Required">Documents by kind of organisation; a kind that is not named is asked for nothing.</param>
public sealed record DirectoryRules(int OpensBefore, int RemindsBefore, IReadOnlyDictionary<OrganisationKind, IReadOnlyList<QualificationKind>> Required)
{
    /// <summary>Two months before, again two weeks before; a certificate of registration (of a community organisation a proof of filing) and the yearly inspection.</summary>
    public static readonly DirectoryRules Default = new(60, 14, Enum.GetValues<OrganisationKind>().ToDictionary(
        kind => kind, kind => (IReadOnlyList<QualificationKind>)[kind == OrganisationKind.Community ? QualificationKind.Filing : QualificationKind.Registration, QualificationKind.YearlyCheck]));

    private static readonly SqlFile Find = new("organisations/find_rules");

    public IReadOnlyList<QualificationKind> RequiredOf(OrganisationKind kind) => Required.GetValueOrDefault(kind) ?? [];

    /// <summary>Those last set, or the default.</summary>
    public static async Task<DirectoryRules> LoadAsync(LedgerReader reader) => await reader.FindAsync<RulesRow>(Find) is { } row
        ? new((int)row.OpensBefore, (int)row.RemindsBefore, ReadRequired(row.Required)) : Default;

    internal string RequiredJson => JsonSerializer.Serialize(Required.OrderBy(asked => asked.Key).ToDictionary(asked => StoredWords.Word(asked.Key), asked => asked.Value.Select(StoredWords.Word).ToList()));

    private static Dictionary<OrganisationKind, IReadOnlyList<QualificationKind>> ReadRequired(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, List<string>>>(json)!.ToDictionary(
            asked => StoredWords.Read<OrganisationKind>(asked.Key), asked => (IReadOnlyList<QualificationKind>)[.. asked.Value.Select(StoredWords.Read<QualificationKind>)]);

    internal sealed record RulesRow
    {
        public long VersionNo { get; init; }
        public long OpensBefore { get; init; }
        public long RemindsBefore { get; init; }
        public string Required { get; init; } = "";
    }
}

public sealed record DirectoryRulesSet(int Version);

/// <summary>Sets what the directory asks for, from now on.</summary>
public sealed class SetDirectoryRules(Database database)
{
    private static readonly SqlFile Insert = new("organisations/insert_rules");
    private static readonly SqlFile Latest = new("organisations/latest_rules");

    public Task<Outcome<DirectoryRulesSet>> RunAsync(Asked asked, DirectoryRules rules, CancellationToken stop = default) => database.WriteAsync<DirectoryRulesSet>(
        asked.For("set-directory-rules", OperationField.Of("opens-before", rules.OpensBefore), OperationField.Of("reminds-before", rules.RemindsBefore), OperationField.Of("required", rules.RequiredJson)),
        async tx =>
        {
            if (rules.OpensBefore is < 1 or > 366 || rules.RemindsBefore < 1 || rules.RemindsBefore > rules.OpensBefore)
                return Refusal.Of("directory-days", "opens-before", "续期开启应在到期前 1 至 366 天，提醒不早于开启。", "A renewal opens 1 to 366 days before the end, and reminds no earlier than it opens.");
            var version = await tx.SingleAsync<long>(Latest) + 1;
            await tx.ExecuteAsync(Insert, new { version_no = version, opens_before = (long)rules.OpensBefore, reminds_before = (long)rules.RemindsBefore, required = rules.RequiredJson, actor = tx.Operation.Actor, recorded_at = tx.RecordedAt });
            await AuditTrail.AddAsync(tx, AuditNote.Done("set-directory-rules", "directory", version, $"{rules.OpensBefore} {rules.RemindsBefore}"));
            return new DirectoryRulesSet((int)version);
        }, stop);
}
