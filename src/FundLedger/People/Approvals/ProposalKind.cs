using System.Text.Encodings.Web;
using System.Text.Json;
using FundLedger.People.Roles;

namespace FundLedger.People.Approvals;

/// <summary>What a proposal is about, as it stands at this moment.</summary>
/// <param name="Type">Such as <c>entry</c>, <c>fund</c>, <c>period</c>.</param>
/// <param name="Version">From <see cref="VersionOf"/>: changes when the thing does, and then an approval given to the earlier one counts for nothing.</param>
/// <param name="Where">The part of the ledger in which maker and checkers must hold their roles.</param>
/// <param name="Amount">What is at stake; null when no amount is, and then the most checkers of any amount are asked for.</param>
public sealed record ProposalSubject(string Type, string Id, byte[] Version, Target Where, Money? Amount = null)
{
    /// <summary>Where a maker may hold <see cref="ProposalKind.OrProposing"/> instead; null where nobody else may ask.</summary>
    public Target? MakersOwn { get; init; }

    /// <summary>SHA-256 over the parts, each behind its length.</summary>
    public static byte[] VersionOf(params IEnumerable<string> parts)
    {
        var form = new Ledger.CanonicalForm(stackalloc byte[256]);
        foreach (var part in parts) form.Text(part);
        return System.Security.Cryptography.SHA256.HashData(form.Written);
    }
}

/// <summary>Who asked for it and who agreed, in the order they did; nobody where none was asked for.</summary>
public sealed record Agreed(long Proposal, string Maker, IReadOnlyList<string> Checkers);

/// <summary>A kind of act that takes more than one person. A capability makes one beside its operation; the host lists them.</summary>
/// <param name="Code">Stored and hashed; never changes.</param>
public abstract record ProposalKind(string Code, Bilingual Name)
{
    /// <summary>What is at least needed, whatever the settings say.</summary>
    public int LeastCheckers { get; init; }

    /// <summary>Where nothing is set, nobody is asked unless the state of the ledger demands it; otherwise one is.</summary>
    internal bool AloneByDefault { get; init; }

    /// <summary>What a maker must be allowed.</summary>
    public Permission Proposing { get; init; } = Permission.Propose;

    /// <summary>What a maker may be allowed instead, over what is their own; null where nothing else will do.</summary>
    public Permission? OrProposing { get; init; }

    internal async Task<Refusal?> RefusalForMakerAsync(LedgerTransaction tx, string maker, ProposalSubject subject) =>
        OrProposing is { } other && subject.MakersOwn is { } own && await Grants.RefusalForAsync(tx, maker, other, own) is null ? null : await Grants.RefusalForAsync(tx, maker, Proposing, subject.Where);

    internal abstract Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, string payload);

    /// <returns>The answer as JSON.</returns>
    internal abstract Task<Outcome<string>> RunAsync(LedgerTransaction tx, string payload, Agreed agreed);

    /// <summary>More than the settings ask for, where the state of the ledger demands it.</summary>
    internal virtual Task<int> LeastCheckersAsync(LedgerTransaction tx) => Task.FromResult(LeastCheckers);
}

/// <param name="Subject">Looks up what it is about; refuses what could never be done.</param>
/// <param name="Run">The rules of the operation itself, inside the operation of whoever agreed last.</param>
public sealed record ProposalKind<TPayload, TAnswer>(
    string Code, Bilingual Name, Func<LedgerTransaction, TPayload, Task<Outcome<ProposalSubject>>> Subject, Func<LedgerTransaction, TPayload, Agreed, Task<Outcome<TAnswer>>> Run)
    : ProposalKind(Code, Name)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Asked for more checkers by the state of the ledger; null where the settings are enough.</summary>
    internal Func<LedgerTransaction, Task<int>>? Demands { get; init; }

    /// <summary>What will be kept, hashed and run: fields in the order they are declared.</summary>
    public string PayloadOf(TPayload asked) => JsonSerializer.Serialize(asked, Json);

    public TPayload Read(string payload) => JsonSerializer.Deserialize<TPayload>(payload, Json)!;

    public TAnswer ReadAnswer(string answer) => JsonSerializer.Deserialize<TAnswer>(answer, Json)!;

    internal override Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, string payload) => Subject(tx, Read(payload));

    internal override Task<Outcome<string>> RunAsync(LedgerTransaction tx, string payload, Agreed agreed) =>
        Run(tx, Read(payload), agreed).Then(answer => JsonSerializer.Serialize(answer, Json));

    internal override async Task<int> LeastCheckersAsync(LedgerTransaction tx) => Math.Max(LeastCheckers, Demands is null ? 0 : await Demands(tx));
}

/// <summary>The kinds this program knows: the host lists them once.</summary>
public sealed class ProposalKinds(params IEnumerable<ProposalKind> kinds)
{
    private readonly Dictionary<string, ProposalKind> byCode = kinds.ToDictionary(kind => kind.Code);

    public IEnumerable<ProposalKind> All => byCode.Values;

    public ProposalKind? Find(string code) => byCode.GetValueOrDefault(code);
}
