<?xml version="1.0" encoding="UTF-8"?>
<!-- What a web server shows for an address that is not there. It may be asked for at any depth, so it needs no other file, and its one link is whole. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <xsl:output method="xml" encoding="UTF-8" indent="no" omit-xml-declaration="yes"/>
  <xsl:param name="interface"/>
  <xsl:param name="base-url"/>
  <xsl:include href="labels.xsl"/>
  <xsl:include href="issue-facts.xsl"/>

  <xsl:template match="/">
    <html lang="{$say/tag}">
      <head>
        <meta charset="utf-8"/>
        <title><xsl:value-of select="concat($say/not-found, ' · ', $paper)"/></title>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <meta name="description" content="{$say/not-found-note}"/>
        <!-- else a browser asks for an icon of its own accord, and complains -->
        <link rel="icon" href="data:,"/>
        <style>:root{color-scheme:light dark}body{margin:0;background:#FBF9F4;color:#1F1B16;font:18px/1.85 "Source Han Serif SC","Noto Serif CJK SC","Songti SC",SimSun,serif}main{max-width:34em;margin:0 auto;padding:3em 1.25em}.paper,a{color:#8F1A1F}.paper{font-size:28px;font-weight:900;margin:0}h1{font-size:26px;line-height:1.4}a{text-underline-offset:.2em}@media(prefers-color-scheme:dark){body{background:#14161A;color:#E8E4DB}.paper,a{color:#FF9B92}}</style>
      </head>
      <body>
        <main class="not-found">
          <p class="paper" lang="{$text-language}"><xsl:value-of select="$paper"/></p>
          <h1><xsl:value-of select="$say/not-found"/></h1>
          <p><xsl:value-of select="$say/not-found-note"/></p>
          <xsl:if test="string($base-url)"><p><a href="{$base-url}"><xsl:value-of select="$say/to-start"/></a></p></xsl:if>
        </main>
      </body>
    </html>
  </xsl:template>
</xsl:stylesheet>
