using FundLedger.Ledger;

namespace FundLedger.People.Trail;

/// <summary>What became of an act that the trail tells of.</summary>
public enum AuditOutcome
{
    Done,
    Refused,
    Seen,
    Exported,

    /// <summary>A masked name was shown in clear.</summary>
    Revealed,

    /// <summary>Asked for at the door and not let in: a wrong password, a page of somebody else.</summary>
    Tried,
}

/// <summary>What is to be told: who and when the operation knows. Ids and codes only, never a name.</summary>
/// <param name="Act">Lower-case words with dashes, at most 60 characters: what was asked for.</param>
/// <param name="ObjectType">Such as <c>person</c>, <c>entry</c>, <c>proposal</c>; empty when it is about nothing in particular.</param>
public sealed record AuditNote(string Act, AuditOutcome Outcome, string ObjectType = "", string ObjectId = "", string Detail = "")
{
    internal static AuditNote Done(string act, string objectType, string objectId, string detail = "") => new(act, AuditOutcome.Done, objectType, objectId, detail);

    internal static AuditNote Done(string act, string objectType, long objectId, string detail = "") =>
        Done(act, objectType, objectId.ToString(System.Globalization.CultureInfo.InvariantCulture), detail);
}

/// <summary>One event of the trail as it stands.</summary>
/// <param name="RecordedAt">Microseconds since 1970-01-01 UTC.</param>
public sealed record AuditEvent(long Id, long RecordedAt, string Actor, AuditNote Note, string OperationKey, byte[] Hash);

/// <summary>What of an event is hashed: every column.</summary>
/// <param name="Outcome">As it is stored.</param>
internal readonly record struct HashedEvent(
    long EventId, long RecordedAt, string Actor, string Act, string Outcome, string ObjectType, string ObjectId, string OperationKey, string Detail);

/// <summary>The one place where events are hashed, in the binary form that entries have; a seal takes the hash as a leaf.</summary>
internal static class AuditHash
{
    private const byte Version = 1;

    /// <summary>version, 'A', number, recorded at, actor, act, outcome, object type and id, operation key, detail.</summary>
    internal static byte[] Of(in HashedEvent audited)
    {
        var form = new CanonicalForm(stackalloc byte[512]);
        form.Byte(Version);
        form.Byte((byte)'A');
        form.Int64(audited.EventId);
        form.Int64(audited.RecordedAt);
        form.Text(audited.Actor);
        form.Text(audited.Act);
        form.Text(audited.Outcome);
        form.Text(audited.ObjectType);
        form.Text(audited.ObjectId);
        form.Text(audited.OperationKey);
        form.Text(audited.Detail);
        return System.Security.Cryptography.SHA256.HashData(form.Written);
    }
}
