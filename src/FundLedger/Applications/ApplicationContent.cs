using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using FundLedger.Programmes;

namespace FundLedger.Applications;

/// <summary>One line of a project's budget.</summary>
/// <param name="Code">What reports name the line by.</param>
/// <param name="Requested">Asked of the grant.</param>
/// <param name="Own">Paid by the applicant or others.</param>
public sealed record BudgetLine(string Code, string Name, CostLineKind Kind, Money Requested, Money Own)
{
    [JsonIgnore]
    public Money Total => Requested + Own;
}

/// <summary>A file of an application.</summary>
/// <param name="Slot">The code of the document it is, or of the question it answers behind <see cref="AnswerSlot"/>.</param>
/// <param name="Type">By its content, whatever it is called.</param>
public sealed record ApplicationFile(string Slot, string FileName, FileType Type, long SizeBytes, string Sha256)
{
    public const string AnswerSlot = "answer-";
}

/// <summary>All that an applicant writes: a draft, or what was handed in.</summary>
public sealed record ApplicationContent
{
    public string Title { get; init; } = "";
    public string Category { get; init; } = "";
    public DateOnly? Starts { get; init; }
    public DateOnly? Ends { get; init; }

    /// <summary>Code of the need it answers; null for none.</summary>
    public string? Need { get; init; }

    public IReadOnlyDictionary<string, string> Eligibility { get; init; } = new Dictionary<string, string>();
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>();
    /// <summary>The whole sum asked for, as the applicant states it: the lines must make it.</summary>
    public Money? Requested { get; init; }

    /// <summary>The own part, as the applicant states it.</summary>
    public Money? Own { get; init; }

    public IReadOnlyList<BudgetLine> Budget { get; init; } = [];
    public IReadOnlyList<ApplicationFile> Files { get; init; } = [];
}

/// <summary>What is certified and handed in: the content with all it stands under, so that it can be read alone.</summary>
public sealed record CertifiedContent(string Number, string Programme, string Round, int TermsVersion, string Organisation, string OrganisationName, ApplicationContent Content)
{
    /// <summary>Byte for byte what is kept and hashed.</summary>
    public string ToJson() => GrantJson.Write(this);

    /// <summary>SHA-256 of <see cref="ToJson"/> in lower-case hexadecimal: what the certifier signs.</summary>
    public string Sha256() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())));
}
