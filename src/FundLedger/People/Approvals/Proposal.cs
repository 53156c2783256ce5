using FundLedger.Ledger;
using FundLedger.People.Roles;

namespace FundLedger.People.Approvals;

public enum ProposalStatus
{
    /// <summary>Waits for checkers; over once its time has come.</summary>
    Open,

    /// <summary>Agreed to and done, in one transaction.</summary>
    Executed,
    Rejected,

    /// <summary>Taken back by its maker, or replaced by another of theirs.</summary>
    Withdrawn,

    /// <summary>What it was about had changed when somebody came to agree.</summary>
    Void,
}

/// <summary>What one person wants done. Moments in microseconds since 1970-01-01 UTC.</summary>
/// <param name="Where">Where maker and checkers must hold their roles.</param>
/// <param name="Amount">Null when none is at stake.</param>
/// <param name="Checkers">How many must agree.</param>
/// <param name="Replaces">An earlier one of the same maker, withdrawn for this one.</param>
/// <param name="ContentHash">Of all of it: a checker says which content they saw.</param>
/// <param name="Payload">What is to run, as JSON; null once erased.</param>
public sealed record Proposal(
    long Id, string Kind, string Maker, long ProposedAt, long ExpiresAt, string TargetType, string TargetId, byte[] TargetVersion, Target Where, Money? Amount, int Checkers,
    long? Replaces, byte[] Commitment, byte[] ContentHash, string? Payload, ProposalStatus Status, long? ClosedAt)
{
    public bool IsOpenAt(long moment) => Status == ProposalStatus.Open && moment < ExpiresAt;

    /// <summary>Under which the operation it stands for is kept. With a piece of its hash: nobody can have used it before.</summary>
    public string OperationKey => KeyOf(Id, ContentHash);

    internal static string KeyOf(long id, byte[] contentHash) => $"proposal/{id}/{Convert.ToHexStringLower(contentHash.AsSpan(0, 8))}";
}

/// <param name="InSteadOf">The checker themself, unless they decided by delegation.</param>
/// <param name="ContentHash">Of the content the checker saw.</param>
public sealed record ProposalDecision(string Checker, string InSteadOf, bool IsApproval, byte[] ContentHash, long DecidedAt);

/// <summary>The one place where proposals are hashed, in the binary form that entries have.</summary>
internal static class ProposalHash
{
    private const byte Version = 1;

    /// <summary>version, 'P', kind, maker, proposed at, expires at, target type, id and version, entity, fund, currency, amount, checkers, replaced proposal (0 for none), commitment to the payload.</summary>
    internal static byte[] Of(
        string kind, string maker, long proposedAt, long expiresAt, string targetType, string targetId, byte[] targetVersion, string entity, string fund, string currency, long amountMinor,
        long checkers, long replaces, byte[] commitment)
    {
        var form = new CanonicalForm(stackalloc byte[512]);
        form.Byte(Version);
        form.Byte((byte)'P');
        form.Text(kind);
        form.Text(maker);
        form.Int64(proposedAt);
        form.Int64(expiresAt);
        form.Text(targetType);
        form.Text(targetId);
        form.Bytes(targetVersion);
        form.Text(entity);
        form.Text(fund);
        form.Text(currency);
        form.Int64(amountMinor);
        form.Int64(checkers);
        form.Int64(replaces);
        form.Bytes(commitment);
        return System.Security.Cryptography.SHA256.HashData(form.Written);
    }
}
