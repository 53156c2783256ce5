namespace FundLedger.Reports.Tests;

public sealed class NamingFormats
{
    [Test]
    public void Every_format_is_found_by_its_file_ending_and_has_a_media_type([Values] ReportFormat format)
    {
        Assert.That(ReportFormats.TryParse(format.ExtensionOf().ToUpperInvariant(), out var found), Is.True);
        Assert.That(found, Is.EqualTo(format));
        Assert.That(format.MediaTypeOf(), Does.Contain("/"));
    }

    [TestCase("doc")]
    [TestCase("")]
    [TestCase(null)]
    public void Another_name_is_no_format(string? name) => Assert.That(ReportFormats.TryParse(name, out _), Is.False);
}
